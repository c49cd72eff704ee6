// Everything that keeps a pack from being read, packed, signed, installed or published ends as one line and perhaps a line of help.

/// Why something could not be done with a pack. One line, without a full stop.
public struct PackError: Error, Hashable, Sendable, CustomStringConvertible {
  public var description: String
  /// What to do about it; printed on a line of its own.
  public var help: String?

  package init(_ description: String, help: String? = nil) {
    self.description = description
    self.help = help
  }
}
