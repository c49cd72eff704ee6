// What a rule may do beyond looking at its article and saying what it found. The list is closed: a pack that asks for
// something else is refused, so that nobody installs what this version could not keep from it.

/// What a pack asks for in `pack.json`, and is kept from otherwise.
public enum Capability: String, Hashable, Sendable, CaseIterable, Comparable {
  /// Writing into the rule's log with `print`.
  case log
  /// Drawing numbers with `math.random`: repeatable, but no reader can follow them.
  case random

  /// For whoever decides whether to install: `write a log (print)`.
  public var meaning: String {
    switch self {
    case .log: "write a log (print)"
    case .random: "draw random numbers (math.random)"
    }
  }

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
