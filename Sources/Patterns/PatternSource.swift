// A pattern is written inside a Lua file, so a mistake on its third line must be shown on the Lua
// file's line, with the column an editor would show.

public import Diagnostics

/// The text of one pattern and where it stands.
public struct PatternSource: Sendable {
  /// What `PatternMatcher.match` does with the pattern.
  public enum Use: Sendable {
    /// Searched for in every sentence: the pattern of an `extract` rule.
    case search
    /// Only asked for by `PatternMatcher.firstMatch`: the argument of `contains`.
    case onDemand
  }

  public var text: String
  public var use: Use
  /// `owner/pack`, put before the names of lexicons that have no slash; empty for none.
  public var pack: String
  /// The path as diagnostics show it.
  public var file: String
  /// Line and column of the first character of `text`, both from 1; columns count Unicode scalars.
  public var line: Int
  public var column: Int
  /// What stands before and after the pattern on its first and last line, for excerpts:
  /// `  match = [[` and `]],`.
  public var prefix: String
  public var suffix: String

  /// Makes a source. `prefix` decides the column unless `column` is given.
  public init(
    _ text: String, use: Use = .search, pack: String = "", file: String = "pattern", line: Int = 1,
    column: Int? = nil, prefix: String = "", suffix: String = ""
  ) {
    self.text = text
    self.use = use
    self.pack = pack
    self.file = file
    self.line = line
    self.column = column ?? prefix.unicodeScalars.count + 1
    self.prefix = prefix
    self.suffix = suffix
  }

  /// The place of a stretch of `text`, given in Unicode scalars. A stretch over several lines is
  /// cut at the end of its first.
  public func place(_ range: Range<Int>) -> Diagnostic.Place {
    let scalars = Array(text.unicodeScalars)
    let start = min(max(range.lowerBound, 0), scalars.count)
    var row = line, lineStart = 0
    for index in 0..<start where scalars[index] == "\n" {
      row += 1
      lineStart = index + 1
    }
    var lineEnd = lineStart
    while lineEnd < scalars.count, scalars[lineEnd] != "\n" { lineEnd += 1 }
    var excerpt = String(String.UnicodeScalarView(scalars[lineStart..<lineEnd]))
    if excerpt.last == "\r" { excerpt.removeLast() }
    var first = start - lineStart + 1
    if lineStart == 0 {
      excerpt = prefix + excerpt
      first += column - 1
    }
    if lineEnd == scalars.count { excerpt += suffix }
    let end = min(max(range.upperBound, start + 1), max(lineEnd, start + 1))
    return Diagnostic.Place(
      file: file, line: row, column: first, length: end - start,
      text: lineStart == 0 && column > prefix.unicodeScalars.count + 1 ? nil : excerpt)
  }
}
