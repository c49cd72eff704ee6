// Whatever stands in a file, loading ends with articles and failures, and with valid text.

import ArticleLoaders
import Articles
import Testing

@Suite struct MutationTests {
  static let seeds: [[UInt8]] = [
    Array(
      #"{"id":"a","text":"The dam “holds”,\n\nshe said. \ud83d\ude00","title":null,"n":[1,2.5e3,{"x":true}]}"#
        .utf8),
    Array(
      #"{"blocks":[{"region":"headline","text":"Dam"},{"region":"body","text":"\u00e9t\u00e9"}],"id":"b"}"#
        .utf8),
  ]

  /// Bytes that mean something to a reader, and some that mean nothing.
  static let pool: [UInt8] =
    Array(#"{}[]":,\u/bn0159eE+-.tfn "#.utf8) + [0, 9, 10, 13, 31, 0x7F, 0x80, 0xC3, 0xE2, 0xED, 0xF0, 0xFF]

  static func mutated(_ generator: inout SplitMix) -> [UInt8] {
    var bytes = seeds[Int.random(in: 0..<seeds.count, using: &generator)]
    for _ in 0..<Int.random(in: 1...6, using: &generator) where !bytes.isEmpty {
      let index = Int.random(in: 0..<bytes.count, using: &generator)
      let byte = pool[Int.random(in: 0..<pool.count, using: &generator)]
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: bytes[index] = byte
      case 1: bytes.insert(byte, at: index)
      case 2: bytes.remove(at: index)
      case 3: bytes.removeSubrange(index...)
      default:
        let end = min(bytes.count, index + Int.random(in: 1...12, using: &generator))
        bytes.insert(contentsOf: bytes[index..<end], at: Int.random(in: 0...bytes.count, using: &generator))
      }
    }
    return bytes
  }

  @Test func tenThousandMutatedLinesAreArticlesOrFailures() {
    var generator = SplitMix(state: 20)
    var (articles, failures) = (0, 0)
    for _ in 0..<10_000 {
      let bytes = Self.mutated(&generator)
      do throws(ArticleDecodingError) {
        let article = try ArticleDecoder().decode(bytes)
        articles += 1
        #expect(article.text == Array(article.string.utf8))
        #expect(!article.id.isEmpty)
        #expect(article.blocks.allSatisfy { $0.span.start >= 0 && $0.span.end <= Int32(article.text.count) })
      } catch {
        failures += 1
        #expect((0...bytes.count).contains(error.offset))
        #expect(!error.reason.isEmpty)
      }
    }
    #expect(articles > 300)
    #expect(failures > 5_000)
  }

  @Test func aFileOfMutatedLinesGivesTheSameItemsWhateverItsForm() throws {
    var generator = SplitMix(state: 21)
    var lines: [[UInt8]] = []
    for _ in 0..<2_000 { lines.append(Self.mutated(&generator)) }
    let bytes = Array(lines.joined(separator: [0x0A]))
    let folder = try Folder()
    try folder.write("x.jsonl", bytes)
    try folder.write("x.json", [0x5B] + Array(lines.joined(separator: [0x2C])) + [0x5D])
    try folder.write("x.txt", bytes)
    let options = LoadOptions(refusesRepeatedIDs: false)
    for name in ["x.jsonl", "x.json", "x.txt"] {
      let first = folder.load([name], options: options)
      let second = folder.load([name], options: options)
      #expect(first.lines == second.lines)
      #expect(!first.lines.isEmpty)
      // One item, one line, whatever stood in the file.
      #expect(first.failures.allSatisfy { !$0.description.unicodeScalars.contains { $0.value < 0x20 } })
    }
    #expect(folder.load(["x.jsonl"], options: options).lines.count > 1_900)
  }

  @Test func everyPrefixOfAFileIsRead() throws {
    let text = Array(
      "\u{FEFF}[ {\"id\":\"a\",\"text\":\"é\\\"]\"} , {\"id\":\"b\",\"text\":\"x\"}, 12 ] ".utf8)
    let folder = try Folder()
    for count in 0...text.count {
      for name in ["p.json", "p.jsonl", "p.txt", "p"] {
        try folder.write(name, Array(text[..<count]))
        #expect(!folder.load([name], options: LoadOptions(headline: .firstLine)).lines.isEmpty)
        #expect(!folder.load([name], options: LoadOptions(sizeLimit: 5)).lines.isEmpty)
      }
    }
  }
}
