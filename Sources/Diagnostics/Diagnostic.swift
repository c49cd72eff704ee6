// One struct for every mistake we can point at; the terminal text, the JSON and the language server
// are made from it, so they can never disagree.

/// What is wrong, where, and how to mend it.
public struct Diagnostic: Error, Hashable, Sendable {
  public enum Severity: String, Hashable, Sendable {
    case error, warning
  }

  /// A stretch of one line of one file.
  public struct Place: Hashable, Sendable {
    /// The path as the user named it, or as the pack names it: `newsdesk/rules/quoted-speech.lua`.
    public var file: String
    /// Counted from 1.
    public var line: Int
    /// Counted from 1, in Unicode scalars of `text`.
    public var column: Int
    /// How many scalars the carets underline; at least 1.
    public var length: Int
    /// The whole line, without its line break; nil when the source is not at hand.
    public var text: String?

    public init(file: String, line: Int, column: Int = 1, length: Int = 1, text: String? = nil) {
      self.file = file
      self.line = line
      self.column = column
      self.length = length
      self.text = text
    }
  }

  public var severity: Severity
  /// A stable name for this kind of mistake: `unknown-field`.
  public var slug: String
  /// One line, lower case, no full stop, names in single quotes; expected, then got.
  public var message: String
  public var place: Place?
  /// Printed behind the carets: `did you mean 'find'?`
  public var label: String?
  /// Whole lines printed below, each behind `= help: `.
  public var help: [String]

  public init(
    _ severity: Severity = .error, _ slug: String, _ message: String, at place: Place? = nil,
    label: String? = nil, help: [String] = []
  ) {
    self.severity = severity
    self.slug = slug
    self.message = message
    self.place = place
    self.label = label
    self.help = help
  }
}
