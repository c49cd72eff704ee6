// A pack comes from a stranger: no file may stop the program, and none may take more than time in proportion to
// its length.

import Diagnostics
import LuaSyntax
import Testing

@Suite struct HostileFileTests {
  /// Asks everything there is to ask, so that whatever could trap does.
  @discardableResult private func examine(_ bytes: [UInt8]) -> LuaFile {
    let file = LuaFile(LuaSource(name: "a.lua", bytes: bytes))
    for range in file.tokens.map(\.range) + file.comments.map(\.range) + file.tree.nodes.map(\.range) {
      #expect(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    }
    for node in file.tree.nodes.indices {
      #expect(file.tree.children(of: NodeID(node)).allSatisfy { $0 < NodeID(node) })
    }
    let ordered = zip(file.scopes.uses, file.scopes.uses.dropFirst())
    #expect(ordered.allSatisfy { $0.range.lowerBound < $1.range.lowerBound })
    for token in file.tokens where token.kind == .string {
      let literal = StringLiteral(file.source, token.range)
      for offset in 0...literal.value.count {
        let range = literal.sourceRange(of: offset..<offset + 1)
        #expect(token.range.lowerBound <= range.lowerBound && range.upperBound <= token.range.upperBound)
      }
    }
    #expect(file.diagnostics.count <= 50)
    #expect(file.diagnostics.allSatisfy { ($0.place?.line ?? 0) >= 1 && ($0.place?.length ?? 0) >= 1 })
    #expect(!file.isPartial || !file.diagnostics.isEmpty)
    _ = file.declarations
    _ = file.checkGlobals(known: ["extract"], libraries: ["string": ["find"]])
    _ = file.checkUnusedLocals()
    return file
  }

  @Test func randomBytesAreJustAFileWithMistakes() {
    var random = Generator(state: 1)
    for length in 0..<400 { examine((0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }) }
  }

  @Test func randomTokensAreJustAFileWithMistakes() {
    var random = Generator(state: 2)
    for length in 0..<300 {
      examine(
        Array((0..<length).map { _ in random.pick(ProgramGenerator.anything) }.joined(separator: " ").utf8))
    }
  }

  @Test func everyPrefixOfAProgramIsJustAFileWithMistakes() {
    var generator = ProgramGenerator(seed: 7)
    let program = Array(
      (0..<6).map { _ in generator.program().joined(separator: "\n") }.joined(separator: "\n").utf8)
    for length in stride(from: 0, to: min(program.count, 1500), by: 3) {
      examine(Array(program.prefix(length)))
    }
  }

  @Test func brokenProgramsAreJustFilesWithMistakes() {
    for seed in UInt64(0)..<400 {
      var generator = ProgramGenerator(seed: seed)
      var program = generator.program().joined(separator: seed % 2 == 0 ? "\n" : " ")
      for _ in 0..<4 { program = generator.smear(program) }
      examine(Array(program.utf8))
    }
  }

  /// Nesting, chains and repetitions of everything that could nest, chain or repeat.
  static let shapes: [(String, @Sendable (Int) -> String)] = [
    ("parentheses", { "x = " + String(repeating: "(", count: $0) }),
    (
      "closed parentheses",
      { "x = " + String(repeating: "(", count: $0) + "1" + String(repeating: ")", count: $0) }
    ),
    ("tables", { "x = " + String(repeating: "{", count: $0) }),
    ("tables on lines", { "x = " + String(repeating: "{\n", count: $0) }),
    ("indices", { "x = " + String(repeating: "a[", count: $0) }),
    ("calls", { String(repeating: "f(", count: $0) }),
    ("functions", { "x = " + String(repeating: "function() return ", count: $0) }),
    ("functions in calls", { String(repeating: "f(function() ", count: $0) }),
    ("blocks", { String(repeating: "do ", count: $0) }),
    ("closed blocks", { String(repeating: "do ", count: $0) + String(repeating: "end ", count: $0) }),
    ("ifs", { String(repeating: "if x then ", count: $0) }),
    ("else ifs", { "if x then " + String(repeating: "elseif x then ", count: $0) + "end" }),
    ("minus", { "x = " + String(repeating: "- ", count: $0) + "1" }),
    ("sum", { "x = 1" + String(repeating: " + 1", count: $0) }),
    ("concatenation", { "x = a" + String(repeating: " .. a", count: $0) }),
    ("fields", { "x = a" + String(repeating: ".b", count: $0) }),
    ("curried calls", { "f" + String(repeating: "{}", count: $0) }),
    ("curried calls in a table", { "f { a = g" + String(repeating: "\"\"", count: $0) + " }" }),
    ("targets", { String(repeating: "a,", count: $0) + "a = 1" }),
    ("locals", { String(repeating: "local x ", count: $0) }),
    ("labels", { (0..<$0).map { "::l\($0)::" }.joined() }),
    ("gotos", { (0..<$0).map { "goto l\($0) " }.joined() + (0..<$0).map { "::l\($0)::" }.joined() }),
    ("nested gotos", { (0..<$0 / 3).map { "do goto l\($0) end " }.joined() }),
    ("same goto", { String(repeating: "goto a ", count: $0) + "::a::" }),
    ("errors", { String(repeating: "x = = 1\n", count: $0) }),
    ("errors on a line", { String(repeating: "x = = 1 ", count: $0) }),
    ("ends", { String(repeating: "end ", count: $0) }),
    ("declarations without brace", { (0..<$0).map { "extract \"r\($0)\" {\n  doc = 1,\n" }.joined() }),
    ("quotes", { String(repeating: "“", count: $0) }), ("angles", { String(repeating: "«", count: $0) }),
    ("lines of quotes", { String(repeating: "\"\n", count: $0) }),
    ("brackets", { String(repeating: "[=", count: $0) }),
    ("closing levels", { "x = [==[" + String(repeating: "]=", count: $0) }),
    ("symbols", { String(repeating: "$ ? ", count: $0) }),
    ("comments", { String(repeating: "-- a\n", count: $0) + "f 'x'" }),
    ("comments and declarations", { String(repeating: "-- a\nf 'x'\n", count: $0) }),
    ("unknown names", { (0..<$0).map { "name\($0)() " }.joined() }),
    ("one long name", { String(repeating: "a", count: $0) + "()" }),
    ("missing commas", { "x = {" + String(repeating: "a = 1\n", count: $0) + "}" }),
    ("escapes", { "x = '" + String(repeating: "\\q", count: $0) + "'" }),
    ("long brackets", { "x = {" + String(repeating: "[[ [a]]],\n", count: $0) + "}" }),
    ("else if", { String(repeating: "if a then else ", count: $0) }),
    ("brackets that never match", { String(repeating: "f({[", count: $0) }),
    ("zero bytes", { String(repeating: "\0", count: $0) }),
    ("carriage returns", { String(repeating: "\r\n\r", count: $0) }),
  ]

  @Test(arguments: shapes.map(\.0)) func noShapeIsTooDeepOrTooLong(_ name: String) throws {
    let make = try #require(Self.shapes.first { $0.0 == name }?.1)
    for count in [0, 1, 2, 3, 50, 189, 190, 191, 300] { examine(Array(make(count).utf8)) }
    #if DEBUG && !OPTIMISED
    let sizes = (500, 4_000)
    #else
    let sizes = (10_000, 80_000)
    #endif
    func time(_ count: Int) -> Duration {
      let source = LuaSource(name: "a.lua", text: make(count))
      return ContinuousClock().measure {
        let file = LuaFile(source)
        _ = file.declarations
        _ = file.checkGlobals(known: ["extract"], libraries: ["string": ["find"]])
        _ = file.checkUnusedLocals()
      }
    }
    // Eight times the length must not take sixty-four times as long. The room is for a busy machine.
    let (short, long) = (min(time(sizes.0), time(sizes.0)), min(time(sizes.1), time(sizes.1)))
    #expect(long < short * 32 + .milliseconds(100), "\(name): \(short) then \(long)")
  }

  @Test func aFileThatIsTooLargeIsRefusedAsAWhole() {
    let file = LuaFile(
      LuaSource(name: "a.lua", bytes: Array(repeating: 0x20, count: LuaSource.largestSize + 1)))
    #expect(
      file.diagnostics.map(\.message) == [
        "the file is too large: expected at most 16777216 bytes, got 16777217"
      ])
    #expect(file.isPartial)
    #expect(file.declarations.isEmpty)
  }
}
