import JSON
import Testing

private func text(_ write: (inout JSONWriter) -> Void) -> String {
  var writer = JSONWriter()
  write(&writer)
  return String(decoding: writer.bytes, as: UTF8.self)
}

private let numberTable: [(Double, String)] = [
  (155.0, "155"), (0.83, "0.83"), (0, "0"), (-0.0, "0"), (1, "1"), (-1, "-1"), (0.1, "0.1"), (-2.5, "-2.5"),
  (100, "100"), (1e5, "100000"), (0x1p53, "9007199254740992"), (0x1p53 - 1, "9007199254740991"),
  (-0x1p53, "-9007199254740992"), (0x1p60, "1152921504606847000"), (1e20, "100000000000000000000"),
  (1e21, "1e+21"), (1.5e21, "1.5e+21"), (-1.25e300, "-1.25e+300"), (123456.789, "123456.789"),
  (0.000001, "0.000001"), (0.0000015, "0.0000015"), (1e-7, "1e-7"), (1.5e-7, "1.5e-7"), (-1e-9, "-1e-9"),
  (.leastNonzeroMagnitude, "5e-324"), (1.7976931348623157e308, "1.7976931348623157e+308"),
  (2.2250738585072014e-308, "2.2250738585072014e-308"),
  (0.1 + 0.2, "0.30000000000000004"), (1.0 / 3, "0.3333333333333333"),
  (4503599627370495.5, "4503599627370495.5"),
  (.infinity, "null"), (-.infinity, "null"), (.nan, "null"),
]

private let stringTable: [(String, String)] = [
  ("", #""""#), ("plain", #""plain""#), ("a\"b\\c/", #""a\"b\\c/""#),
  ("\u{08}\t\n\u{0C}\r", #""\b\t\n\f\r""#),
  ("\0\u{1}\u{1F}\u{7F}", "\"\\u0000\\u0001\\u001f\u{7F}\""),
  ("é“”😀\u{2028}\u{2029}", "\"é“”😀\u{2028}\u{2029}\""),
]

@Suite struct JSONWriterTests {
  @Test(arguments: numberTable)
  func numbersAreWrittenAsECMAScriptDoes(_ value: Double, _ expected: String) {
    #expect(text { $0.number(value) } == expected)
  }

  @Test func everyDoubleReadsBackAsItself() throws {
    var generator = SplitMix(state: 7)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      let written = text { $0.number(value) }
      #expect(Double(written) == value)
      #expect(try JSONValue(parsing: Array(written.utf8)).number?.double == value)
    }
  }

  @Test(arguments: [0, 7, -7, 10, 1234567890, Int.max, Int.min])
  func integersAreDecimal(_ value: Int) { #expect(text { $0.integer(value) } == String(value)) }

  @Test(arguments: stringTable)
  func onlyWhatMustBeEscapedIs(_ value: String, _ expected: String) {
    #expect(text { $0.string(value) } == expected)
    #expect(text { $0.string(utf8: Array(value.utf8)) } == expected)
    let framed = Array("<<\(value)>>".utf8)
    #expect(text { $0.string(utf8: framed, in: 2..<framed.count - 2) } == expected)
  }

  @Test func commasComeByThemselves() {
    let written = text { writer in
      writer.beginObject()
      writer.name("a")
      writer.beginArray()
      writer.integer(1)
      writer.null()
      writer.beginObject()
      writer.endObject()
      writer.beginArray()
      writer.endArray()
      writer.endArray()
      writer.name("b")
      writer.bool(true)
      writer.name("c")
      writer.raw(Array("[0]".utf8))
      writer.name("d")
      writer.stringOrNull(nil)
      writer.endObject()
      writer.newline()
      writer.bool(false)
    }
    #expect(written == "{\"a\":[1,null,{},[]],\"b\":true,\"c\":[0],\"d\":null}\nfalse")
  }

  @Test func aWriterIsUsedAgain() {
    var writer = JSONWriter(capacity: 64)
    writer.integer(1)
    writer.removeAll()
    writer.integer(2)
    #expect(writer.bytes == Array("2".utf8))
  }

  @Test func aTreeComesBackFromItsText() throws {
    var generator = SplitMix(state: 1)
    for _ in 0..<2_000 {
      let value = tree(&generator, depth: 4)
      var writer = JSONWriter()
      writer.value(value)
      #expect(try JSONValue(parsing: writer.bytes) == value)
      // Copying a text without white space changes nothing.
      var reader = JSONReader(writer.bytes)
      var copy: [UInt8] = []
      try reader.copyValue(into: &copy)
      #expect(copy == writer.bytes)
    }
  }

  private func tree(_ generator: inout SplitMix, depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &generator) {
    case 0: .null
    case 1: .bool(Bool.random(using: &generator))
    case 2: .number(JSONNumber(Int64(bitPattern: generator.next())))
    case 3: .string(string(&generator))
    case 4: .number(JSONNumber(Double.random(in: -1e9...1e9, using: &generator)) ?? JSONNumber(Int64(0)))
    case 5:
      .array((0..<Int.random(in: 0..<5, using: &generator)).map { _ in tree(&generator, depth: depth - 1) })
    default:
      .object(
        JSONObject(
          (0..<Int.random(in: 0..<5, using: &generator)).map { index in
            JSONObject.Member("\(index)" + string(&generator), tree(&generator, depth: depth - 1))
          }))
    }
  }

  private func string(_ generator: inout SplitMix) -> String {
    let pool: [Unicode.Scalar] = [
      "a", "\"", "\\", "\n", "\0", "é", "“", "\u{2028}", "😀", "\u{10FFFF}", " ", "\u{1F}",
    ]
    var string = ""
    for _ in 0..<Int.random(in: 0..<50, using: &generator) {
      string.unicodeScalars.append(pool[Int.random(in: 0..<pool.count, using: &generator)])
    }
    return string
  }
}

/// A generator that gives the same numbers in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Test func aNameMadeBeforehandIsWrittenLikeAnyOther() {
  let name = JSONName("st\"art")
  let ready = text {
    $0.beginObject()
    for value in 1...2 {
      $0.name(name)
      $0.integer(value)
    }
    $0.endObject()
  }
  let plain = text {
    $0.beginObject()
    for value in 1...2 {
      $0.name("st\"art")
      $0.integer(value)
    }
    $0.endObject()
  }
  #expect(ready == plain)
}

@Test func whatIsTakenIsGone() {
  var writer = JSONWriter(capacity: 4096)
  writer.string("first")
  writer.newline()
  #expect(writer.take() == Array("\"first\"\n".utf8))
  #expect(writer.bytes.isEmpty)
  writer.string("second")
  #expect(writer.take() == Array("\"second\"".utf8))
  #expect(writer.take().isEmpty)
}
