// What must be known of a file before its first line is written: where statements begin, which tables are opened, what is
// aligned, and which strings are patterns.

import LuaSyntax
import Patterns

struct LayoutPlan {
  let file: LuaFile
  /// Tokens that begin a statement.
  private(set) var statementStarts: Set<Int> = []
  /// Tokens that begin a line, whatever the author wrote.
  private(set) var breaks: Set<Int> = []
  /// Tokens that do not begin a line.
  private(set) var joins: Set<Int> = []
  /// How many columns before the `=` behind this token are left free.
  private(set) var padding: [Int: Int] = [:]
  /// The lines of the patterns, by the token of the string.
  private(set) var patterns: [Int: [PatternLayout.Line]] = [:]
  /// `<` and `>` around `const` and `close`.
  private(set) var attributeMarks: Set<Int> = []
  /// The tokens of a `-`, `~`, `#` with one operand.
  private(set) var unaryOperators: Set<Int> = []
  /// The `)` behind the parameters of functions.
  private(set) var parameterEnds: Set<Int> = []
  /// Tables and blocks that stand on one line and could be opened, by the token that opens them: the tokens that would begin a line
  /// then.
  private var closed: [Int: (close: Int, starts: [Int])] = [:]

  init(_ file: LuaFile) {
    self.file = file
    for (number, node) in file.tree.nodes.enumerated() {
      let id = NodeID(number)
      switch node.kind {
      case .block: readBlock(id)
      case .table: readTable(id)
      case .parameters:
        let end = file.firstToken(from: node.range.upperBound)
        parameterEnds.insert(file.tokens[end].kind == .rightParenthesis ? end : end - 1)
      case .call, .methodCall: readCall(id)
      case .unary: unaryOperators.insert(Int(node.token))
      case .localName: readAttribute(Int(node.token))
      default: break
      }
    }
    for declaration in file.declarations { readDeclaration(declaration) }
  }

  // MARK: Lines

  private func line(_ token: Int) -> Int { file.source.line(of: file.tokens[token].range.lowerBound) }
  private func lastLine(_ token: Int) -> Int {
    file.source.line(of: max(file.tokens[token].range.lowerBound, file.tokens[token].range.upperBound - 1))
  }

  /// Whether a line ends between a token and the next.
  private func isBroken(after token: Int) -> Bool {
    token + 1 < file.tokens.count && lastLine(token) < line(token + 1)
  }

  private mutating func readBlock(_ block: NodeID) {
    let starts = file.tree.children(of: block).filter { file.tree[$0].kind != .empty }
      .compactMap { file.token(startingAt: file.tree[$0].range.lowerBound) }
    statementStarts.formUnion(starts)
    guard let first = starts.first else { return }
    if block == file.tree.root {
      breaks.formUnion(starts)
      return
    }
    let end = file.firstToken(from: file.tree[block].range.upperBound)
    guard first > 0 else { return }
    guard line(first - 1) < line(end) else {
      closed[first - 1] = (end, starts)
      return
    }
    breaks.formUnion(starts)
    breaks.insert(end)
  }

  private mutating func readTable(_ table: NodeID) {
    let range = file.tree[table].range
    guard let open = file.token(startingAt: range.lowerBound) else { return }
    let close = file.firstToken(from: range.upperBound) - 1
    let fields = file.tree.children(of: table).compactMap {
      file.token(startingAt: file.tree[$0].range.lowerBound)
    }
    guard let first = fields.first, close > open else { return }
    if isBroken(after: close - 1) || fields.contains(where: { isBroken(after: $0 - 1) }) {
      breaks.insert(first)
      breaks.insert(close)
    } else if fields.count > 1 {
      closed[open] = (close, fields)
    }
  }

  /// A string or table that is called with stands on the line of what is called.
  private mutating func readCall(_ call: NodeID) {
    let children = file.tree.children(of: call)
    guard children.count == 2, let argument = children.last,
      [.string, .table].contains(file.tree[argument].kind),
      let token = file.token(startingAt: file.tree[argument].range.lowerBound),
      file.tokens[token - 1].kind != .leftParenthesis
    else {
      readPatterns(of: call)
      return
    }
    joins.insert(token)
    readPatterns(of: call)
  }

  private mutating func readAttribute(_ name: Int) {
    guard name + 3 < file.tokens.count, file.tokens[name + 1].kind == .less,
      file.tokens[name + 3].kind == .greater
    else { return }
    attributeMarks.insert(name + 1)
    attributeMarks.insert(name + 3)
  }

  // MARK: Rules

  private static let alignedVerbs = ["extract", "score", "scale"]
  private static let patternFields = ["match", "upto"]
  private static let patternWords = ["pattern", "contains", "cue", "source", "sentence", "lacks"]

  private mutating func readDeclaration(_ declaration: Declaration) {
    guard Self.alignedVerbs.contains(declaration.verb), let table = declaration.tableRange,
      let open = file.token(startingAt: table.lowerBound)
    else { return }
    for field in declaration.fields {
      guard case .name(let name) = field.key, Self.patternFields.contains(name) else { continue }
      readPattern(field.value.node)
    }
    guard closed[open] == nil else { return }
    align(declaration)
  }

  /// Gives each field of a rule of several lines one of its own, and aligns the `=`.
  private mutating func align(_ declaration: Declaration) {
    var keys: [(token: Int, width: Int)] = []
    let starts = declaration.fields.compactMap { file.token(startingAt: $0.keyRange.lowerBound) }
    guard starts.contains(where: { breaks.contains($0) }) else { return }
    for (field, token) in zip(declaration.fields, starts) where token + 1 < file.tokens.count {
      // `["doc"] = …` begins with its bracket.
      guard file.tokens[token + 1].kind == .assign else { continue }
      breaks.insert(token)
      keys.append((token, field.keyRange.count))
    }
    let widest = keys.map(\.width).max() ?? 0
    for key in keys { padding[key.token] = widest - key.width }
  }

  private mutating func readPatterns(of call: NodeID) {
    guard file.tree[call].kind == .call, let callee = file.tree.child(0, of: call),
      file.tree[callee].kind == .name,
      file.scopes.use(at: file.tree[callee].range.lowerBound)?.meaning == .global,
      let argument = file.tree.child(1, of: call), file.tree.children(of: call).count == 2
    else { return }
    let word = file.text(of: callee)
    if Self.patternWords.contains(word) { readPattern(argument) }
    guard word == "all" || word == "any", file.tree[argument].kind == .table else { return }
    for field in file.tree.children(of: argument) where file.tree[field].kind == .positionalField {
      if let item = file.tree.child(0, of: field) { readPattern(item) }
    }
  }

  private mutating func readPattern(_ node: NodeID) {
    let token = Int(file.tree[node].token)
    guard file.tree[node].kind == .string, file.tokens[token].isLongString, let literal = file.string(node),
      let text = String(validating: literal.value, as: UTF8.self)
    else { return }
    patterns[token] = PatternLayout.lines(of: text)
  }

  // MARK: Opening what is too wide

  /// Opens the tables and blocks that make lines wider than `width`, from the outside in; whether there was one.
  ///
  /// What stands in a table that is opened gets a line of its own, whose width can be told beforehand; so one pass opens all levels,
  /// and another only finds what alignment has made wider.
  mutating func open(widerThan width: Int, in printer: LayoutPrinter) -> Bool {
    let wide = printer.wideLines(width)
    guard !wide.isEmpty else { return false }
    let openers = closed.keys.sorted()
    var opened = false
    var end = -1
    for opener in openers {
      guard let span = closed[opener], opener > end, wide.contains(printer.line(of: opener)),
        printer.line(of: opener) == printer.line(of: span.close)
      else { continue }
      open(opener, indent: printer.indent(ofLineWith: opener), width, openers, printer)
      end = span.close
      opened = true
    }
    if opened { for declaration in file.declarations { readDeclaration(declaration) } }
    return opened
  }

  private mutating func open(
    _ opener: Int, indent: Int, _ width: Int, _ openers: [Int], _ printer: LayoutPrinter
  ) {
    guard let span = closed.removeValue(forKey: opener) else { return }
    breaks.formUnion(span.starts)
    breaks.insert(span.close)
    for (start, stop) in zip(span.starts, span.starts.dropFirst() + [span.close])
    where indent + 2 + printer.width(of: start..<stop) > width {
      var at = Self.firstIndex(in: openers, from: start)
      while at < openers.count, openers[at] < stop {
        guard let inner = closed[openers[at]], inner.close < stop else {
          at += 1
          continue
        }
        open(openers[at], indent: indent + 2, width, openers, printer)
        at = Self.firstIndex(in: openers, from: inner.close)
      }
    }
  }

  private static func firstIndex(in sorted: [Int], from value: Int) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  // MARK: The same file

  /// Whether `other` has the same tokens, and the same patterns but for their white space.
  func isSame(as other: LuaFile) -> Bool {
    guard other.tokens.count == file.tokens.count, other.comments.count == file.comments.count else {
      return false
    }
    return file.tokens.indices.allSatisfy { index in
      let (mine, its) = (file.tokens[index], other.tokens[index])
      if mine.kind != its.kind { return false }
      let (text, itsText) = (file.source.bytes[mine.range], other.source.bytes[its.range])
      return patterns[index] == nil
        ? text.elementsEqual(itsText) : text.filter(isNoSpace).elementsEqual(itsText.filter(isNoSpace))
    }
  }
}

private func isNoSpace(_ byte: UInt8) -> Bool { byte != 0x20 && !(0x09...0x0D).contains(byte) }
