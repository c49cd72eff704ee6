import Articles
import Testing

@Suite struct OffsetMapTests {
  /// One scalar or more of each width, the edges of each plane's range among them.
  static let scalars: [Unicode.Scalar] = [
    "a", "\0", "\u{7F}", "\u{80}", "é", "\u{7FF}", "\u{800}", "“", "\u{202E}", "\u{D7FF}", "\u{E000}",
    "\u{FFFD}",
    "\u{FFFF}", "\u{10000}", "😀", "\u{20000}", "\u{F0000}", "\u{10FFFF}",
  ]

  static func text(_ count: Int, seed: UInt64, asciiShare: Int) -> String {
    var generator = SplitMix(state: seed)
    var text = ""
    for _ in 0..<count {
      let isASCII = Int.random(in: 0..<100, using: &generator) < asciiShare
      text.unicodeScalars.append(
        isASCII ? "x" : scalars[Int.random(in: 0..<scalars.count, using: &generator)])
    }
    return text
  }

  @Test(arguments: [0, 1, 15, 16, 63, 64, 65, 300], [0, 50, 97, 100])
  func everyBoundaryAgreesWithCountingByHand(_ count: Int, _ asciiShare: Int) {
    for seed in 0..<8 as Range<UInt64> {
      let text = Self.text(count, seed: seed, asciiShare: asciiShare)
      let bytes = Array(text.utf8)
      let codepoints = OffsetMap(bytes, unit: .codepoints)
      let utf16 = OffsetMap(bytes, unit: .utf16)
      let utf8 = OffsetMap(bytes, unit: .utf8)
      var (byte, scalars, units) = (0, 0, 0)
      for scalar in Array(text.unicodeScalars) + ["."] {
        #expect(codepoints.offset(ofUTF8: byte) == scalars)
        #expect(utf16.offset(ofUTF8: byte) == units)
        #expect(utf8.offset(ofUTF8: byte) == byte)
        #expect(codepoints.utf8(ofOffset: scalars) == byte)
        #expect(utf16.utf8(ofOffset: units) == byte)
        #expect(utf8.utf8(ofOffset: byte) == byte)
        byte += UTF8.width(scalar)
        scalars += 1
        units += UTF16.width(scalar)
      }
    }
  }

  @Test func anOffsetOutsideTheTextIsCutToItsEnds() {
    for text in ["plain", "é“😀"] {
      let map = OffsetMap(Array(text.utf8), unit: .utf16)
      #expect(map.offset(ofUTF8: -3) == 0)
      #expect(map.offset(ofUTF8: 99) == text.utf16.count)
      #expect(map.utf8(ofOffset: -3) == 0)
      #expect(map.utf8(ofOffset: 99) == text.utf8.count)
    }
  }

  @Test func anOffsetInsideASurrogatePairIsThatOfThePair() {
    let map = OffsetMap(Array("a😀b".utf8), unit: .utf16)
    #expect(map.utf8(ofOffset: 2) == 1)
    #expect(map.offset(ofUTF8: 3) == 3)
  }

  @Test func aSpanIsConvertedThereAndBack() {
    let text = "“It will hold,” said 😀 the mayor."
    let start = Int32("“It will hold,” said 😀 ".utf8.count)
    let span = TextSpan(start, start + 9)
    let article = Article(id: "a", text: Array(text.utf8))
    #expect(article.string(span) == "the mayor")
    #expect(article.offsetMap(.codepoints).convert(span) == TextSpan(23, 32))
    #expect(article.offsetMap(.utf16).convert(span) == TextSpan(24, 33))
    for unit in OffsetMap.Unit.allCases {
      let map = article.offsetMap(unit)
      #expect(map.utf8(of: map.convert(span)) == span)
    }
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
