// Everything that can be known of a Lua file without running it, worked out once and then only looked up: the
// checks, a formatter and a language server all start here.

public import Diagnostics

/// A Lua 5.4 file: its tokens and comments, its syntax tree, what its names mean, and its syntax errors.
///
/// Any bytes make a file; what is not Lua makes diagnostics. A file without diagnostics is one that liblua compiles,
/// but for liblua's limits of registers, upvalues and constants in one function. A byte order mark and a first line
/// that starts with `#` are passed over, as the `lua` program does; liblua's own loader does not know them.
///
/// Reading takes at most 256 KiB of stack, in a debug build 1 MiB.
public struct LuaFile: Sendable {
  public let source: LuaSource
  /// In order; the last is `endOfFile`.
  public let tokens: [Token]
  public let comments: [Comment]
  public let tree: Tree
  public let scopes: Scopes
  /// What liblua would refuse, in the order of the source; at most 50 are listed.
  public let diagnostics: [Diagnostic]
  /// A statement could not be read, so the tree has `error` nodes and what is absent from it may be in the file.
  public let isPartial: Bool
  private let cutStrings: Set<Int32>

  /// Reads a file. O(bytes).
  public init(_ source: LuaSource) {
    let isTooLarge = source.bytes.count > LuaSource.largestSize
    var lexer = Lexer(isTooLarge ? LuaSource(name: source.name, bytes: []) : source)
    lexer.run()
    var parser = Parser(lexer)
    parser.run()
    self.source = source
    tokens = parser.tokens
    comments = lexer.comments
    tree = parser.tree
    scopes = parser.scopes
    cutStrings = parser.cutStrings
    isPartial = parser.hasSkipped || isTooLarge
    if isTooLarge {
      diagnostics = [
        Diagnostic(
          .error, "syntax",
          "the file is too large: expected at most \(LuaSource.largestSize) bytes, got \(source.bytes.count)",
          at: Diagnostic.Place(file: source.name, line: 1))
      ]
    } else {
      diagnostics = parser.reports.sorted
    }
  }

  public init(name: String, text: String) {
    self.init(LuaSource(name: name, text: text))
  }

  /// The text of a node's token: the name, the literal or the operator.
  public func text(of node: NodeID) -> String { source.text(of: tokens[Int(tree[node].token)].range) }

  /// The place of a stretch of this file, for a diagnostic.
  public func place(of range: Range<Int>) -> Diagnostic.Place { source.place(of: range) }

  /// The value of a `string` node, with the way back to the source; nil for other nodes.
  public func string(_ node: NodeID) -> StringLiteral? {
    tree[node].kind == .string ? StringLiteral(source, tokens[Int(tree[node].token)].range) : nil
  }

  /// Whether the value of a `string` node is what its author meant: false for an unfinished one, one with a bad
  /// escape, and one that a `]]]` has cut off.
  public func isSound(_ node: NodeID) -> Bool {
    let token = tree[node].token
    return !tokens[Int(token)].isMalformed && !cutStrings.contains(token)
  }

  /// The value of a `number` node; nil for other nodes and for malformed numerals.
  public func number(_ node: NodeID) -> NumberLiteral? {
    tree[node].kind == .number ? NumberLiteral(source.bytes[tokens[Int(tree[node].token)].range]) : nil
  }

  /// The index of the first token that starts at a byte or behind it; the count of tokens where none does. O(log tokens).
  public func firstToken(from offset: Int) -> Int {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].range.lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The index of the token that starts at a byte; nil when none does. O(log tokens).
  public func token(startingAt offset: Int) -> Int? {
    let index = firstToken(from: offset)
    return index < tokens.count && tokens[index].range.lowerBound == offset ? index : nil
  }

  /// The text of a name that is declared or used.
  public func name(of use: NameUse) -> String { source.text(of: use.range) }
}
