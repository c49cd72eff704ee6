import ArticleLoaders
import Articles
import CompressedStreams
import Testing

/// Packed files are read as what they hold, and say where they end too early.
@Suite struct CompressedInputTests {
  static let line = #"{"id":"%","text":"The mayor said no."}"# + "\n"

  static func lines(_ ids: ClosedRange<Int>) -> [UInt8] {
    ids.flatMap { id in Array(line.utf8).flatMap { $0 == 0x25 ? Array(String(id).utf8) : [$0] } }
  }

  @Test(arguments: Compression.allCases) func aPackedFileIsReadAsWhatItHolds(_ format: Compression) throws {
    let folder = try Folder()
    try folder.write("a.jsonl.\(format.ending)", packed(Self.lines(1...300), format))
    try folder.write("b.txt.\(format.ending)", packed(Array("It rained.".utf8), format))
    let loaded = folder.load(["a.jsonl.\(format.ending)", "b.txt.\(format.ending)"])
    #expect(loaded.lines == (1...300).map(String.init) + ["b"])
    #expect(loaded.origins[1].line == 2)
    #expect(loaded.origins[1].bytes == 39..<77)
  }

  @Test(arguments: Compression.allCases) func aPackedFileNeedsNoEndingThatSaysSo(_ format: Compression) throws
  {
    let folder = try Folder()
    try folder.write("a.jsonl", packed(Self.lines(1...3), format))
    try folder.write("feed", packed(Self.lines(4...6), format))
    #expect(folder.load(["a.jsonl", "feed"]).lines == (1...6).map(String.init))
  }

  @Test func anEndingAloneDoesNotMakeAFilePacked() throws {
    let folder = try Folder(["a.jsonl.gz": #"{"id":"1","text":"No."}"#])
    #expect(folder.load(["a.jsonl.gz"]).lines == ["1"])
  }

  @Test(arguments: Compression.allCases) func aFolderIsSearchedForPackedFilesToo(_ format: Compression) throws
  {
    let folder = try Folder(["a.txt": "It rained."])
    try folder.write("b.jsonl.\(format.ending)", packed(Self.lines(1...2), format))
    try folder.write("c.xls.\(format.ending)", packed([1, 2, 3], format))
    #expect(folder.load([""]).lines == ["a", "1", "2"])
  }

  @Test(arguments: Compression.allCases) func streamsThatFollowEachOtherAreOneFile(_ format: Compression)
    throws
  {
    let folder = try Folder()
    let whole = Self.lines(1...50)
    // Cut where no line ends, and padded as on a tape.
    let bytes = packed(Array(whole[..<777]), format) + packed(Array(whole[777...]), format)
    try folder.write("a.jsonl", bytes + (format == .gzip ? [0, 0, 0] : []))
    #expect(folder.load(["a.jsonl"]).lines == (1...50).map(String.init))
  }

  @Test func aPackedPipeIsRead() throws {
    let folder = try Folder()
    folder.writePipe("pipe", packed(Self.lines(1...500), .gzip))
    #expect(folder.load(["pipe"]).articles.count == 500)
  }

  @Test(arguments: Compression.allCases) func whatComesBeforeTheCutIsKept(_ format: Compression) throws {
    let folder = try Folder()
    let whole = packed(Self.lines(1...100), format) + packed(Self.lines(101...200), format)
    let first = packed(Self.lines(1...100), format).count
    try folder.write("a.jsonl", Array(whole[..<(first + 40)]))
    let loaded = folder.load(["a.jsonl"])
    #expect(loaded.articles.count >= 100)
    #expect(loaded.failures.count == 1)
    let failure = try #require(loaded.failures.first)
    #expect(failure.reason == "the end of the \(format.rawValue) data expected, got end of file")
    #expect((failure.offset ?? 0) >= Self.lines(1...100).count)
  }

  @Test(arguments: Compression.allCases) func aCutAnywhereLosesNoArticleBeforeIt(_ format: Compression) throws
  {
    let whole = packed(Self.lines(1...20), format)
    let folder = try Folder()
    for end in Compression.headSize..<whole.count {
      try folder.write("a.jsonl", Array(whole[..<end]))
      let loaded = folder.load(["a.jsonl"])
      #expect(loaded.failures.count == 1, "cut at \(end)")
      #expect(loaded.articles.map(\.id) == Array((1...20).map(String.init).prefix(loaded.articles.count)))
    }
  }

  @Test(arguments: Compression.allCases) func damagedDataIsOneFailure(_ format: Compression) throws {
    let folder = try Folder()
    let sound = packed(Self.lines(1...50), format)
    try folder.write("a.jsonl", sound + Array("and so on".utf8))
    let loaded = folder.load(["a.jsonl", "a.jsonl"], options: LoadOptions(refusesRepeatedIDs: false))
    #expect(loaded.articles.count == 100)
    #expect(loaded.failures.count == 2)
    #expect(loaded.failures[0].reason.hasPrefix("damaged \(format.rawValue) data"))
    #expect(loaded.failures[0].offset == Self.lines(1...50).count)
  }

  @Test(arguments: Compression.allCases) func aLineThatUnpacksToMoreThanTheLimitIsPassed(
    _ format: Compression
  ) throws {
    let folder = try Folder()
    var compressor = Compressor(format)
    var bytes: [UInt8] = []
    // 32 MiB of one letter in some kilobytes.
    for _ in 0..<32 { compressor.compress([UInt8](repeating: 0x61, count: 1 << 20), into: &bytes) }
    compressor.compress([0x0A] + Self.lines(1...1), into: &bytes)
    compressor.endStream(into: &bytes)
    #expect(bytes.count < 1 << 17)
    try folder.write("bomb.jsonl", bytes)
    #expect(
      folder.load(["bomb.jsonl"], options: LoadOptions(sizeLimit: 1 << 20)).lines == [
        "! bomb.jsonl:1: article of 33554432 bytes is over the limit of 1048576", "1",
      ])
  }
}
