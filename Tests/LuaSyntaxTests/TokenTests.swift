// Tokens, comments and the values of literals, with the way back from a decoded string to the source.

import Diagnostics
import LuaSyntax
import Testing

@Suite struct TokenTests {
  private func kinds(_ text: String) -> [Token.Kind] {
    LuaFile(name: "a.lua", text: text).tokens.map(\.kind)
  }

  @Test func everyOperatorIsOneToken() {
    #expect(
      kinds("+ - * / // % ^ # & ~ | << >> == ~= <= >= < > = ( ) { } [ ] :: ; : , . .. ...") == [
        .plus, .minus, .star, .slash, .doubleSlash, .percent, .caret, .hash, .ampersand, .tilde, .pipe,
        .shiftLeft,
        .shiftRight, .equal, .notEqual, .lessEqual, .greaterEqual, .less, .greater, .assign, .leftParenthesis,
        .rightParenthesis, .leftBrace, .rightBrace, .leftBracket, .rightBracket, .doubleColon, .semicolon,
        .colon,
        .comma, .dot, .concat, .vararg, .endOfFile,
      ])
  }

  @Test func everyKeywordIsItsOwnToken() {
    let words =
      "and break do else elseif end false for function goto if in local nil not or repeat return then true until while"
    #expect(kinds(words).dropLast().map(\.rawValue) == Array(0..<22))
    #expect(kinds("And ends _end end1") == [.name, .name, .name, .name, .endOfFile])
  }

  @Test func tokensKnowTheirBytesAndWhetherTheyStartALine() {
    let file = LuaFile(name: "a.lua", text: "x = 1 -- one\r\n  --[[ a\n ]] y = 'é' z")
    #expect(file.tokens.map { file.source.text(of: $0.range) } == ["x", "=", "1", "y", "=", "'é'", "z", ""])
    #expect(file.tokens.map(\.isFirstOnLine) == [true, false, false, true, false, false, false, false])
    #expect(file.comments.map { file.source.text(of: $0.content) } == [" one", " a\n "])
    #expect(file.comments.map(\.isLong) == [false, true])
    #expect(file.comments.map(\.isFirstOnLine) == [false, true])
    #expect(file.source.position(of: file.tokens[6].range.lowerBound) == (3, 13))
  }

  @Test func tokensCommentsAndBlanksAreTheWholeFile() {
    for seed in UInt64(0)..<100 {
      var generator = ProgramGenerator(seed: seed)
      let text = generator.smear(generator.slip(generator.program()).joined(separator: " -- c\n"))
      let file = LuaFile(name: "a.lua", text: text)
      var covered = [Bool](repeating: false, count: file.source.bytes.count)
      for range in file.tokens.map(\.range) + file.comments.map(\.range) {
        for index in range {
          #expect(!covered[index], "\(text)")
          covered[index] = true
        }
      }
      for (index, byte) in file.source.bytes.enumerated() where !covered[index] {
        #expect(byte == 0x20 || (0x09...0x0D).contains(byte), "\(text)")
      }
    }
  }

  @Test(
    arguments: [
      ("0", .integer(0)), ("42", .integer(42)), ("9223372036854775807", .integer(.max)),
      ("9223372036854775808", .float(9223372036854775808)), ("0x10", .integer(16)), ("0Xff", .integer(255)),
      ("0xFFFFFFFFFFFFFFFF", .integer(-1)), ("0x1FFFFFFFFFFFFFFFF", .integer(-1)), ("3.", .float(3)),
      (".5", .float(0.5)), ("3e2", .float(300)), ("3.e-1", .float(0.3)), ("1E+2", .float(100)),
      ("1e999", .float(.infinity)),
      ("0x.8", .float(0.5)), ("0xA.8p1", .float(21)), ("0x1p-2", .float(0.25)),
      ("0x1p99999", .float(.infinity)),
      ("0x0p99999", .float(0)), ("0x1p-99999", .float(0)),
    ] as [(String, NumberLiteral)])
  func aNumeralHasLuasValue(_ text: String, _ value: NumberLiteral) throws {
    #expect(NumberLiteral(text.utf8) == value)
    let file = LuaFile(name: "a.lua", text: "extract { n = \(text) }")
    #expect(file.declarations.first?["n"]?.value.shape == .number(value))
  }

  @Test(arguments: ["", "x", "1x", "0x", "0xg", ".", "1e", "1e+", "0x1p", "1.2.3", "0x1p1f", "é"])
  func whatIsNoNumeralHasNoValue(_ text: String) {
    #expect(NumberLiteral(text.utf8) == nil)
  }

  private func literal(_ text: String) -> StringLiteral {
    StringLiteral(LuaSource(name: "a.lua", text: text), 0..<text.utf8.count)
  }

  @Test(arguments: [
    ("''", ""), ("'a'", "a"), ("\"it's\"", "it's"),
    (#"'\a\b\f\n\r\t\v\\\"\''"#, "\u{7}\u{8}\u{C}\n\r\t\u{B}\\\"'"),
    (#"'\65\066\0679'"#, "ABC9"), (#"'\x41\x7a'"#, "Az"), (#"'\u{41}\u{e9}\u{20AC}\u{1F600}'"#, "Aé€😀"),
    ("'a\\z \n\t b'", "ab"), ("'a\\\nb'", "a\nb"), ("'a\\\r\nb'", "a\nb"), ("'a\\\n\rb'", "a\nb"),
    ("[[]]", ""),
    ("[[a]]", "a"), ("[[\na]]", "a"), ("[[\r\na\r\nb\rc\n\rd]]", "a\nb\nc\nd"), ("[[\n\na]]", "\na"),
    ("[==[a]]]=]b]==]", "a]]]=]b"), (#"[[a\n]]"#, #"a\n"#), ("'é'", "é"), ("“é”", "é"), ("'abc", "abc"),
    ("[[abc", "abc"),
    (#"'ab\'"#, "ab'"),
  ])
  func aStringHasLuasValue(_ source: String, _ value: String) {
    #expect(literal(source).text == value)
  }

  @Test func codePointsBeyondUnicodeAreEncodedAsLuaDoes() {
    #expect(literal(#"'\u{7FFFFFFF}'"#).value == [0xFD, 0xBF, 0xBF, 0xBF, 0xBF, 0xBF])
    #expect(literal(#"'\u{200000}'"#).value == [0xF8, 0x88, 0x80, 0x80, 0x80])
    #expect(literal(#"'\u{D800}'"#).value == [0xED, 0xA0, 0x80])
    #expect(literal(#"'\xff\0'"#).value == [0xFF, 0])
  }

  @Test(arguments: [
    // source, stretch of the value, stretch of the source
    ("'abc'", 1..<2, "b"), ("'abc'", 0..<3, "abc"), (#"'a\nb'"#, 1..<2, #"\n"#), (#"'a\nb'"#, 2..<3, "b"),
    (#"'a\065b'"#, 1..<3, #"\065b"#), (#"'\u{20AC}!'"#, 1..<2, #"\u{20AC}"#), (#"'\u{20AC}!'"#, 3..<4, "!"),
    ("[[\n[a=b]]", 0..<2, "[a"), ("[=[\r\nab]=]", 1..<2, "b"), ("[[a\r\nb]]", 1..<2, "\r\n"),
    ("[[a\r\nb]]", 2..<3, "b"),
    ("'a\\z  \n b'", 1..<2, "b"), ("'a\\z  \n b'", 0..<2, "a\\z  \n b"), ("'abc'", 3..<3, ""),
    ("'abc'", 2..<9, "c"),
    ("'é!'", 2..<3, "!"), (#"'\\d'"#, 1..<2, "d"),
  ])
  func aStretchOfAValueIsFoundInTheSource(_ source: String, _ stretch: Range<Int>, _ expected: String) {
    let found = literal(source).sourceRange(of: stretch)
    #expect(LuaSource(name: "a.lua", text: source).text(of: found) == expected)
  }

  @Test func aCharacterOfAPatternIsPlacedInItsLine() throws {
    let file = LuaFile(
      name: "a.lua", text: "extract 'é' {\n  match = [[\n    cue:@deny\n    “x” [lema=be] ]],\n}")
    let literal = try #require(file.declarations.first?["match"]?.value.string)
    let start = try #require(literal.text.utf8.firstIndex(of: UInt8(ascii: "l")))
    let offset = literal.text.utf8.distance(from: literal.text.utf8.startIndex, to: start)
    let place = file.place(of: literal.sourceRange(of: offset..<offset + 4))
    #expect(place == .init(file: "a.lua", line: 4, column: 10, length: 4, text: "    “x” [lema=be] ]],"))
    #expect(literal.sourceOffset(of: literal.value.count) == literal.content.upperBound)
  }

  @Test func aPlaceIsClampedToTheFileAndToItsLine() {
    let source = LuaSource(name: "a.lua", text: "ab\ncd")
    #expect(source.place(of: 1..<5) == .init(file: "a.lua", line: 1, column: 2, length: 1, text: "ab"))
    #expect(source.place(of: 90..<99) == .init(file: "a.lua", line: 2, column: 3, length: 1, text: "cd"))
    #expect(source.place(of: -4 ..< -2) == .init(file: "a.lua", line: 1, column: 1, length: 1, text: "ab"))
    #expect(source.place(of: 2..<3) == .init(file: "a.lua", line: 1, column: 3, length: 1, text: "ab"))
    #expect(LuaSource(name: "a.lua", text: "").place(of: 0..<0) == .init(file: "a.lua", line: 1, text: ""))
  }

  @Test func aPreambleIsPassedOver() {
    let file = LuaFile(name: "a.lua", text: "\u{FEFF}#!/usr/bin/env lua\nx = 1")
    #expect(file.diagnostics.isEmpty)
    #expect(file.tokens.count == 4)
  }
}
