// What the lexer hands to everybody else: small fixed-size tokens, because a file has tens of thousands.

/// One lexical unit of a Lua file.
public struct Token: Hashable, Sendable {
  public enum Kind: UInt8, Hashable, Sendable {
    // The keywords come first and in this order: a name whose number is below 22 is a keyword.
    case and, `break`, `do`, `else`, elseif, end, `false`, `for`, function, goto, `if`, `in`, local, `nil`,
      not, or
    case `repeat`, `return`, then, `true`, until, `while`
    case name, string, number
    case plus, minus, star, slash, doubleSlash, percent, caret, hash
    case ampersand, tilde, pipe, shiftLeft, shiftRight
    case equal, notEqual, lessEqual, greaterEqual, less, greater, assign
    case leftParenthesis, rightParenthesis, leftBrace, rightBrace, leftBracket, rightBracket
    case doubleColon, semicolon, colon, comma, dot, concat, vararg
    /// Bytes that start no token; the lexer has reported them.
    case invalid
    case endOfFile
  }

  struct Flags: OptionSet, Hashable, Sendable {
    let rawValue: UInt8
    static let firstOnLine = Flags(rawValue: 1)
    /// A string or a numeral that the lexer has reported.
    static let malformed = Flags(rawValue: 2)
    /// A string in long brackets.
    static let long = Flags(rawValue: 4)
  }

  public let kind: Kind
  let flags: Flags
  let start: Int32
  let stop: Int32
  /// For a name: its number in the file's `NameTable`.
  let name: Int32

  /// The bytes of the token, half open.
  public var range: Range<Int> { Int(start)..<Int(stop) }
  /// Nothing but blanks stands before it on its line.
  public var isFirstOnLine: Bool { flags.contains(.firstOnLine) }
  /// The lexer has already reported this token.
  public var isMalformed: Bool { flags.contains(.malformed) || kind == .invalid }
  /// A string written `[[ … ]]` or `[=[ … ]=]`.
  public var isLongString: Bool { flags.contains(.long) }
}

/// A comment, with the dashes: comments are not tokens, but nothing of the file is lost.
public struct Comment: Hashable, Sendable {
  public let range: Range<Int>
  /// The bytes between the marks.
  public let content: Range<Int>
  public let isLong: Bool
  /// Nothing but blanks stands before it on its line.
  public let isFirstOnLine: Bool
}

let keywords = [
  "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local",
  "nil",
  "not", "or", "repeat", "return", "then", "true", "until", "while",
]
