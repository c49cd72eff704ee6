// The frame of the parser: one look ahead, no way back, and every construct closed in the tree as soon as its
// last token is read. A statement that makes no sense is thrown away as a whole; slips whose meaning is plain
// are reported and read as they were meant, so that the rest of the file is not judged by them.

import Diagnostics

/// The statement cannot be read on; its diagnostic is already in the reports.
struct SyntaxFailure: Error {}

struct Parser {
  /// liblua allows about 200 nested C calls, some of which its caller has already made.
  static let deepestNesting = 190

  let source: LuaSource
  let tokens: [Token]
  var index = 0
  var tree = Tree()
  var scopes: Scopes
  var reports: Reports

  /// What the lexer has reported, by start; none overlaps another.
  let lexicalErrors: [Range<Int>]
  var lastReportedLine = 0
  var level = 0
  /// How many brackets of any kind are open.
  var openBrackets = 0
  /// What closes the innermost open bracket; nil outside brackets and in the body of a function.
  var closer: Token.Kind?
  /// A statement was thrown away: what seems to be missing or too much afterwards proves nothing.
  var hasSkipped = false
  /// The first `end` that is indented less than what it closes, and what it closes.
  var suspect: (opener: Int, end: Int)?
  /// Strings that end before the bracket that was meant to be their last.
  var cutStrings: Set<Int32> = []
  var rewinds = 0
  /// Where the labels and semicolons in a row that were last looked at end: each row is looked at once.
  var labelRunEnd = 0
  /// The last `else if` on one line.
  var elseIf: Int?

  init(_ lexer: Lexer) {
    source = lexer.source
    tokens = lexer.tokens
    scopes = Scopes(names: lexer.names.count, environment: NameTable.environment)
    reports = lexer.reports
    lexicalErrors = lexer.reports.stretches
  }

  // MARK: Tokens

  /// The kind of the current token. The last token is `endOfFile`, and `advance` never passes it.
  @inline(__always) var kind: Token.Kind { tokens[index].kind }

  func kind(ahead distance: Int) -> Token.Kind { tokens[min(index + distance, tokens.count - 1)].kind }

  @inline(__always) mutating func advance() {
    if index < tokens.count - 1 { index += 1 }
  }

  @inline(__always) mutating func accept(_ wanted: Token.Kind) -> Bool {
    guard kind == wanted else { return false }
    advance()
    return true
  }

  func text(_ token: Int) -> String { source.text(of: tokens[token].range) }

  /// Closes a node that began with the token `first` and ends before the current one.
  mutating func close(_ kind: Node.Kind, since mark: Int, from first: Int, token: Int? = nil) {
    let start = Int(tokens[first].start)
    let stop = index > first ? Int(tokens[index - 1].stop) : start
    tree.close(kind, since: mark, token: token ?? first, range: start..<stop)
  }

  // MARK: The file and its blocks

  mutating func run() {
    scopes.openFunction(isVararg: true)
    let mark = tree.mark
    while true {
      parseStatements()
      if kind == .endOfFile { break }
      if !hasSkipped {
        report(
          "expected a statement, got \(described(index))", at: index,
          help: ["every block is already closed before this '\(text(index))'"])
        hasSkipped = true
      }
      advance()
    }
    tree.close(.block, since: mark, token: 0, range: 0..<source.bytes.count)
    scopes.closeFunction(at: source.bytes.count)
    if !hasSkipped { reportLostJumps() }
  }

  private mutating func reportLostJumps() {
    for jump in scopes.jumps.lost {
      reports.add(
        "no label '\(source.text(of: jump.range))' is visible to this 'goto'", jump.range)
    }
  }

  /// Whether the current token ends a block: its own end, or that of the brackets around the function.
  var endsBlock: Bool {
    switch kind {
    case .endOfFile, .end, .else, .elseif, .until: true
    case .rightParenthesis, .rightBrace, .rightBracket: openBrackets > 0
    default: false
    }
  }

  /// Parses the statements of a block, whose scope is the caller's business.
  mutating func parseBlock() {
    let first = index
    let mark = tree.mark
    parseStatements()
    close(.block, since: mark, from: first)
  }

  mutating func parseStatements() {
    while !endsBlock {
      let first = index
      let mark = tree.mark
      let state = (level, openBrackets, closer)
      do {
        try parseStatement()
        if tokens[first].kind == .return, !endsBlock {
          report(
            "expected the end of the block after 'return', got \(described(index))", at: index,
            help: ["'return' is the last statement of its block; to leave earlier, write 'do return end'"])
        }
      } catch {
        let opened = openBrackets - state.1
        (level, openBrackets, closer) = state
        tree.abandon(since: mark)
        skip(from: first, brackets: opened)
        close(.error, since: mark, from: first)
      }
    }
  }

  // MARK: The one way back

  /// A state to which an unclosed brace can be traced. Going back costs reading the rest again, so it is done a few
  /// times in a file and no more.
  struct Checkpoint {
    var index: Int
    var nodes: (Int, Int)
    var uses: Int
    var reports: Int
    var lastReportedLine: Int
    var closer: Token.Kind?
    var hasSkipped: Bool
  }
  static let mostRewinds = 8

  var checkpoint: Checkpoint {
    Checkpoint(
      index: index, nodes: tree.size, uses: scopes.uses.count, reports: reports.count,
      lastReportedLine: lastReportedLine, closer: closer, hasSkipped: hasSkipped)
  }

  /// Forgets what was read since. The statement must be thrown away: its nodes may be gone.
  mutating func rewind(to checkpoint: Checkpoint) {
    rewinds += 1
    index = checkpoint.index
    tree.shrink(to: checkpoint.nodes)
    scopes.forgetUses(from: checkpoint.uses)
    reports.forget(from: checkpoint.reports)
    lastReportedLine = checkpoint.lastReportedLine
    closer = checkpoint.closer
    hasSkipped = checkpoint.hasSkipped
    labelRunEnd = 0
  }

  /// Counts a level of nesting; the caller takes it off again with `level -= 1`.
  mutating func enter() throws(SyntaxFailure) {
    level += 1
    if level > Self.deepestNesting {
      try fail("nesting is too deep: expected at most \(Self.deepestNesting) levels", at: index)
    }
  }
}
