// A broken input is a value like any other: it has its place in the order of the articles, so the run
// reports it there and goes on.

public import Articles

/// What comes out of an input: an article, or why there is none.
public enum LoadedItem: Sendable {
  case article(Article, Origin)
  case failure(LoadFailure)
}

/// Where an article came from.
public struct Origin: Hashable, Sendable {
  /// Which INPUT, counted from 0 in the order given.
  public var input: Int
  /// The file as its INPUT names it; `<stdin>` for standard input.
  public var path: String
  /// The article's first line, counted from 1; nil where the file is the article.
  public var line: Int?
  /// The article's bytes in the file: a line without its line feed, an element of an array, a whole file.
  public var bytes: Range<Int>

  /// The id of the first article of the run that has nearly the same text; nil where this is the first, and unless
  /// `LoadOptions.marksNearDuplicates`.
  public var duplicateOf: String?
  /// What stood around the article and is not in it; empty unless `LoadOptions.tellsWhatIsLeftOut`.
  public var leftOut: [LeftOut] = []
  /// Where what is known of the article was found; empty unless `LoadOptions.tellsWhatIsLeftOut`.
  public var evidence: [Evidence] = []

  public struct Evidence: Hashable, Sendable {
    /// A field of the article, or `encoding`.
    public var field: String
    public var source: String
  }

  public init(input: Int, path: String, line: Int?, bytes: Range<Int>) {
    self.input = input
    self.path = path
    self.line = line
    self.bytes = bytes
  }
}

/// A part of a source that is not in its article.
public struct LeftOut: Hashable, Sendable {
  /// It stands before this block of the article; behind the last one when there is no such block.
  public var before: Int
  public var text: String
  /// Lower case: `navigation`, `related links`.
  public var reason: String
}

/// Why an input, or a line of one, is no article.
public struct LoadFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file or folder as the user named it; `<stdin>` for standard input.
  public var path: String
  /// Counted from 1.
  public var line: Int?
  /// In bytes from the start of the file.
  public var offset: Int?
  /// Expected, then got; lower case, no full stop.
  public var reason: String
  /// What mends it, for a line of its own.
  public var help: String?

  public init(path: String, line: Int? = nil, offset: Int? = nil, reason: String, help: String? = nil) {
    self.path = path
    self.line = line
    self.offset = offset
    self.reason = reason
    self.help = help
  }

  /// `articles.jsonl:12: field 'text': string expected, got number`: always one line, without the help.
  public var description: String {
    printable(path) + (line.map { ":\($0)" } ?? "") + ": " + printable(reason)
  }
}

/// `text` with all that could break a line, or turn it around, written as `\u{…}`.
func printable(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isUnprintable) else { return text }
  var printed = ""
  for scalar in text.unicodeScalars {
    if isUnprintable(scalar) {
      printed += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    } else {
      printed.unicodeScalars.append(scalar)
    }
  }
  return printed
}

private func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x20..<0x7F: false
  case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
  default: false
  }
}
