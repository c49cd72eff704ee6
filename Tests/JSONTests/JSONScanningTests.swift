import JSON
import Testing

@Suite struct JSONScanningTests {
  @Test(arguments: [
    #"{"a":"}]\"\\","b":[{},[]]}"#, #"[["]"],"\\\"",{}]"#, #""a\\\"}b""#, "12.5e3", "null", "{}", #""""#,
    #"{"long":"a string of more than thirty-two bytes, and some \" after that, and then more"}"#,
  ])
  func aValueEndsAtTheSameByteHoweverItsBytesComeInPieces(_ value: String) {
    let bytes = Array(value.utf8)
    for after in [", 1", "]", " ", "\n"] {
      let whole = bytes + Array(after.utf8)
      for split in 0...whole.count {
        var scanner = JSONValueScanner()
        var end = scanner.end(in: whole.span.extracting(0..<split), from: 0)
        if end == nil { end = scanner.end(in: whole.span, from: split) }
        #expect(end == bytes.count)
      }
    }
  }

  @Test func aValueThatDoesNotEndHasNoEnd() {
    for text in ["{", "[{}", "\"a", "\"a\\", "12", ""] {
      var scanner = JSONValueScanner()
      #expect(scanner.end(in: Array(text.utf8).span, from: 0) == nil)
    }
  }

  @Test func aByteIsFoundWhereverItStands() {
    for count in [0, 1, 31, 32, 33, 64, 100] {
      var bytes = [UInt8](repeating: 0x61, count: count)
      #expect(firstIndex(of: 0x0A, in: bytes.span, from: 0) == nil)
      for index in 0..<count {
        bytes[index] = 0x0A
        #expect(firstIndex(of: 0x0A, in: bytes.span, from: 0) == index)
        #expect(firstIndex(of: 0x0A, in: bytes.span, from: index + 1) == nil)
        bytes[index] = 0x61
      }
    }
  }
}
