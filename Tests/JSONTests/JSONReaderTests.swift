// A strict reader is only as good as its table of what it takes and what it refuses.

import JSON
import Testing

/// What `skipValue` makes of a text: nil, or the offset and the sentence.
private func mistake(in text: [UInt8]) -> String? {
  var reader = JSONReader(text)
  do throws(JSONError) {
    try reader.skipValue()
    try reader.finish()
    return nil
  } catch {
    return "\(error.offset): \(error)"
  }
}

/// The same for a tree, which must come to the same end.
private func mistakeOfTree(in text: [UInt8]) -> String? {
  do throws(JSONError) {
    _ = try JSONValue(parsing: text)
    return nil
  } catch {
    return "\(error.offset): \(error)"
  }
}

private let forbidden: [(String, String)] = [
  ("", "0: expected a value, got end of input"),
  ("   ", "3: expected a value, got end of input"),
  ("{", "1: expected a name or '}', got end of input"),
  ("[", "1: expected a value or ']', got end of input"),
  (#"{"a":1 "b":2}"#, "7: expected ',' or '}', got '\"'"),
  (#"{"a":1 x}"#, "7: expected ',' or '}', got 'x'"),
  (#"{"a" 1}"#, "5: expected ':', got '1'"),
  (#"{"a":}"#, "5: expected a value, got '}'"),
  (#"{"a":1,}"#, "7: expected a name in quotation marks, got '}'"),
  ("{,}", "1: expected a name in quotation marks, got ','"),
  ("{a:1}", "1: expected a name in quotation marks, got 'a'"),
  ("{'a':1}", "1: expected a name in quotation marks, got \"'\""),
  ("[1,]", "3: expected a value, got ']'"),
  ("[,1]", "1: expected a value, got ','"),
  ("[1 2]", "3: expected ',' or ']', got '2'"),
  ("[1}", "2: expected ',' or ']', got '}'"),
  ("[1", "2: expected ',' or ']', got end of input"),
  ("]", "0: expected a value, got ']'"),
  ("{} {}", "3: expected end of input, got '{'"),
  ("1 1", "2: expected end of input, got '1'"),
  ("01", "1: expected a number without leading zeros, got '1'"),
  ("-", "1: expected a digit, got end of input"),
  ("-a", "1: expected a digit, got 'a'"),
  ("1.", "2: expected a digit, got end of input"),
  ("1.e1", "2: expected a digit, got 'e'"),
  (".5", "0: expected a value, got '.'"),
  ("+1", "0: expected a value, got '+'"),
  ("1e", "2: expected a digit, got end of input"),
  ("1e+", "3: expected a digit, got end of input"),
  ("0x10", "1: expected end of input, got 'x'"),
  ("NaN", "0: expected a value, got 'N'"),
  ("Infinity", "0: expected a value, got 'I'"),
  ("nul", "0: expected 'null', got 'n'"),
  ("truth", "0: expected 'true', got 't'"),
  ("folse", "0: expected 'false', got 'f'"),
  ("truex", "4: expected end of input, got 'x'"),
  (#""abc"#, "4: expected the string's closing '\"', got end of input"),
  (#"["a\"#, "4: expected an escaped character, got end of input"),
  (#"["\x41"]"#, "3: expected one of \"\\/bfnrtu after '\\', got 'x'"),
  (#"["\u12g4"]"#, "6: expected a hexadecimal digit, got 'g'"),
  (#"["\u12"#, "6: expected a hexadecimal digit, got end of input"),
  (#"["\ud800\u12"]"#, "12: expected a hexadecimal digit, got '\"'"),
  ("[\"a\nb\"]", "3: expected an escaped control character, got byte 0x0A"),
  ("[\"\u{0}\"]", "2: expected an escaped control character, got byte 0x00"),
  ("[\u{A0}1]", "1: expected a value, got '\u{A0}'"),
  ("[\u{0C}1]", "1: expected a value, got byte 0x0C"),
  ("\u{FEFF}{}", "0: expected a value, got U+FEFF"),
  ("[“a”]", "1: expected a value, got '“'"),
  ("/* a */ 1", "0: expected a value, got '/'"),
]

private let escapes: [(String, String)] = [
  (#"\""#, "\""), (#"\\"#, "\\"), (#"\/"#, "/"), (#"\b\f\n\r\t"#, "\u{08}\u{0C}\n\r\t"),
  (#"\u0000"#, "\0"), (#"\u00e9\u201C"#, "é“"), (#"\ud83d\uDE00!"#, "😀!"), (#"\uD83Dx"#, "\u{FFFD}x"),
  (#"\uDE00\uD83D"#, "\u{FFFD}\u{FFFD}"), (#"\ud83d\ud83d\ude00"#, "\u{FFFD}😀"),
  (#"\ud83d\u0041"#, "\u{FFFD}A"),
  (#"\ud83d\n"#, "\u{FFFD}\n"), ("a long run without any escape, more than 32 bytes, then", ""),
]

@Suite struct JSONReaderTests {
  @Test(arguments: [
    "{}", "[]", "0", "-0", "1e3", "1E+3", "1.25e-3", "-12.5", "true", "false", "null", #""""#,
    " \t\r\n[ 1 , 2 ] \n", #"{"a":{"b":[{}]},"":[]}"#, #"["\"\\\/\b\f\n\r\t\u0000\u00e9\uD83D\uDE00"]"#,
    #"["é“”😀\#u{2028}\#u{7F}"]"#, "[[[[[[[]]]]]]]", "123456789012345678901234567890",
    #"["\ud800"]"#, #"["\udc00\ud800x"]"#, #"["\ud800\u0041"]"#,
  ])
  func whatRFC8259AllowsIsRead(_ text: String) {
    #expect(mistake(in: Array(text.utf8)) == nil)
    #expect(mistakeOfTree(in: Array(text.utf8)) == nil)
  }

  @Test(arguments: forbidden)
  func whatRFC8259ForbidsIsRefusedAtItsByte(_ text: String, _ expected: String) {
    #expect(mistake(in: Array(text.utf8)) == expected)
    #expect(mistakeOfTree(in: Array(text.utf8)) == expected)
  }

  @Test func aByteThatIsNoCharacterIsNamedByItsValue() {
    #expect(mistake(in: [0x5B, 0xFF]) == "1: expected a value, got byte 0xFF")
  }

  @Test func everyTruncationOfATextIsAnErrorAtItsEnd() throws {
    let text = Array(#"{"a":[1.5e3,true,null,"x\u00e9\\"],"b":{"c":"“d”"}}"#.utf8)
    for count in 0..<text.count {
      let prefix = Array(text[..<count])
      var reader = JSONReader(prefix)
      let error = try #require(throws: JSONError.self) { try reader.skipValue() }
      #expect(error.got == "end of input" || error.expected == "'true'" || error.expected == "'null'")
      #expect(mistakeOfTree(in: prefix) == "\(error.offset): \(error)")
    }
  }

  @Test func nestingIsReadToItsLimitAndNoDeeper() {
    let deep = [UInt8](repeating: 0x5B, count: 512) + [UInt8](repeating: 0x5D, count: 512)
    #expect(mistake(in: deep) == nil)
    let deeper = [UInt8](repeating: 0x5B, count: 100_000)
    #expect(mistake(in: deeper) == "512: expected at most 512 levels, got one more")
    #expect(mistakeOfTree(in: deeper) == "512: expected at most 512 levels, got one more")
  }

  @Test func aNameThatComesTwiceIsRefusedByTheTreeOnly() {
    let text = Array(#"{"a":1,"b":2,"a":3}"#.utf8)
    #expect(mistake(in: text) == nil)
    #expect(mistakeOfTree(in: text) == "13: expected each name once, got 'a' again")
  }

  @Test(arguments: escapes)
  func escapesAreDecoded(_ escaped: String, _ expected: String) throws {
    var reader = JSONReader(Array("\"\(escaped)\"".utf8))
    let string = try reader.readString()
    #expect(string == (expected.isEmpty ? escaped : expected))
    #expect(reader.repairs.loneSurrogates.count == expected.unicodeScalars.count { $0 == "\u{FFFD}" })
    #expect(reader.repairs.invalidSequences.count == 0)
  }

  @Test func invalidUTF8IsReplacedCountedAndPlaced() throws {
    // A stray continuation, a cut sequence before an escape, an encoded surrogate, a cut one at the end.
    let text: [UInt8] = [
      0x22, 0x61, 0x80, 0xE2, 0x80, 0x5C, 0x6E, 0xED, 0xA0, 0x80, 0x62, 0xF0, 0x9F, 0x98, 0x22,
    ]
    var reader = JSONReader(text)
    var output: [UInt8] = [0x3E]
    try reader.readString(into: &output)
    #expect(
      String(decoding: output, as: UTF8.self) == ">a\u{FFFD}\u{FFFD}\n\u{FFFD}\u{FFFD}\u{FFFD}b\u{FFFD}")
    #expect(reader.repairs.invalidSequences.count == 6)
    #expect(reader.repairs.invalidSequences.firstInputOffset == 2)
    #expect(reader.repairs.invalidSequences.firstOutputOffset == 2)
    try reader.finish()
  }

  @Test func aCopiedValueLosesItsWhiteSpaceAndNothingElse() throws {
    var reader = JSONReader(
      Array(" { \"a b\" : [ 1.50 , -0, { } , [ ] , \"x \\u00e9 \\/\" ] ,\n\"c\":null,\"d\" : true } ".utf8))
    var output = Array("kept:".utf8)
    try reader.copyValue(into: &output)
    let expected = #"kept:{"a b":[1.50,-0,{},[],"x \u00e9 \/"],"c":null,"d":true}"#
    #expect(String(decoding: output, as: UTF8.self) == expected)
  }

  @Test func aKnownShapeIsReadWithoutATree() throws {
    var reader = JSONReader(
      Array(#"xx{"id":"a","n":[1,2.5],"flag":false,"none":null,"rest":{"x":[]}}yy"#.utf8), in: 2..<65)
    var seen: [String] = []
    try reader.beginObject()
    while let name = try reader.nextName() {
      switch try reader.nextKind() {
      case .string: seen.append("\(name)=\(try reader.readString())")
      case .boolean: seen.append("\(name)=\(try reader.readBool())")
      case .null:
        try reader.readNull()
        seen.append("\(name)=null")
      case .array:
        try reader.beginArray()
        while try reader.nextElement() { seen.append("\(name)=\(try reader.readNumber())") }
      default: try reader.skipValue()
      }
    }
    try reader.finish()
    #expect(seen == ["id=a", "n=1", "n=2.5", "flag=false", "none=null"])
    #expect(reader.depth == 0)
  }

  @Test func theEndIsCalledAsTheCallerWishes() {
    var reader = JSONReader(Array("[1".utf8), nameOfEnd: "end of line")
    let error = #expect(throws: JSONError.self) { try reader.skipValue() }
    #expect(error?.description == "expected ',' or ']', got end of line")
  }

  @Test(arguments: [
    ("155", 155, 155.0), ("-0", 0, 0), ("1.0", nil, 1), ("1e3", nil, 1000),
    ("9223372036854775808", nil, 0x1p63),
  ])
  func aNumberKeepsItsText(_ text: String, _ integer: Int64?, _ double: Double) throws {
    let number = try #require(try JSONValue(parsing: Array(text.utf8)).number)
    #expect(number.text == text)
    #expect(number.integer == integer)
    #expect(number.double == double)
  }
}
