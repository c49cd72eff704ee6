// The last wall: should a rule or an article ever get the better of the sandbox, what it has got is a process that can
// read what it was sent and write an answer, and nothing else.

internal import CConfinement

/// What a process can give up for good, and what of it is in force.
public struct Confinement: Hashable, Sendable {
  public enum Part: CaseIterable, Hashable, Sendable {
    /// Address space, descriptors and core files are limited.
    case limits
    /// The kernel's Landlock: nothing can be opened, made or removed by name.
    case landlock
    /// A filter of system calls: no files, no network, no processes, no new code.
    case callFilter
  }

  /// The parts that are in force, or could be.
  public let parts: Set<Part>

  /// What this kernel offers; nothing is changed.
  public static var available: Confinement { Confinement(lx_confinement_available()) }

  /// The version of the kernel's Landlock; nil when there is none.
  public static var landlockVersion: Int? {
    let version = Int(lx_landlock_version())
    return version > 0 ? version : nil
  }

  /// Confines this process, for good. Descriptors that are open stay usable.
  ///
  /// - Parameter addressSpace: bytes that may be mapped beyond what is mapped now; 0 for no limit.
  /// - Returns: the parts that are in force. Where the kernel lacks one, the others hold.
  @discardableResult
  public static func enter(addressSpace: Int) -> Confinement {
    Confinement(lx_confine(max(addressSpace, 0)))
  }

  /// Lets this process use `seconds` more of processor time; with the next second it is ended.
  public static func allowProcessorTime(seconds: Int) { lx_allow_processor_time(Int32(clamping: seconds)) }

  /// What to tell the user once where a part is missing; nil when all are there.
  public var notice: String? {
    let missing = Part.allCases.filter { !parts.contains($0) }.map(\.loss)
    guard !missing.isEmpty else { return nil }
    return "workers are not fully confined here: \(missing.joined(separator: "; "))"
  }

  private init(_ bits: Int32) {
    let known: [(Int32, Part)] = [
      (Int32(LX_LIMITS), .limits), (Int32(LX_LANDLOCK), .landlock), (Int32(LX_SECCOMP), .callFilter),
    ]
    parts = Set(known.filter { bits & $0.0 != 0 }.map(\.1))
  }
}

extension Confinement.Part {
  /// As `doctor` calls it.
  public var name: String {
    switch self {
    case .limits: "limits of memory and descriptors"
    case .landlock: "Landlock"
    case .callFilter: "filter of system calls"
    }
  }

  /// What a worker can do where this is missing.
  var loss: String {
    switch self {
    case .limits: "their memory has no limit"
    case .landlock: "the kernel has no Landlock"
    case .callFilter: "the kernel filters no system calls"
    }
  }
}
