import ArticleLoaders
import Articles
import CompressedStreams
import Foundation
import Glibc
import Testing

/// A folder of files that exists as long as the test that made it.
final class Folder {
  let path: String

  init(_ files: KeyValuePairs<String, String> = [:]) throws {
    path = NSTemporaryDirectory() + "articles-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(name, Array(text.utf8)) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: path + "/" + name, withDestinationPath: path + "/" + target)
  }

  func setPermissions(_ mode: Int, of name: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path + "/" + name)
  }

  /// Makes a file whose name ends with a byte that is no UTF-8, then `.txt`.
  func writeFileOfBrokenName(_ start: String, _ text: String) {
    let name = Array((path + "/" + start).utf8) + [0xE9] + Array(".txt".utf8) + [0]
    let descriptor = unsafe creat(name.map { CChar(bitPattern: $0) }, 0o600)
    #expect(descriptor >= 0)
    let written = unsafe Glibc.write(descriptor, text, text.utf8.count)
    #expect(written == text.utf8.count)
    close(descriptor)
  }

  /// Makes a pipe into which a thread writes `bytes` as soon as somebody reads.
  func writePipe(_ name: String, _ bytes: [UInt8]) {
    let path = path + "/" + name
    let made = unsafe mkfifo(path, 0o600)
    #expect(made == 0)
    Thread.detachNewThread {
      let pipe = FileHandle(forWritingAtPath: path)
      try? pipe?.write(contentsOf: Data(bytes))
      try? pipe?.close()
    }
  }

  /// What loading `inputs`, paths in this folder, gives; a failure as its line and its help.
  ///
  /// The folder's own path is cut out of lines and origins.
  func load(_ inputs: [String], options: LoadOptions = LoadOptions()) -> Loaded {
    var loaded = Loaded()
    var reader = ArticleReader(inputs.map { $0.isEmpty ? path : path + "/" + $0 }, options: options)
    while let item = reader.next() {
      switch item {
      case .article(let article, var origin):
        origin.path = shown(origin.path)
        loaded.articles.append(article)
        loaded.origins.append(origin)
        loaded.lines.append(shown(article.id))
      case .failure(let failure):
        loaded.failures.append(failure)
        loaded.lines.append("! " + shown(failure.description))
        if let help = failure.help { loaded.lines.append("= help: " + help) }
      }
    }
    loaded.bytesRead = reader.bytesRead
    return loaded
  }

  private func shown(_ text: String) -> String {
    text.replacingOccurrences(of: path + "/", with: "").replacingOccurrences(of: path, with: ".")
  }
}

struct Loaded {
  var articles: [Article] = []
  var origins: [Origin] = []
  var failures: [LoadFailure] = []
  /// In order: an article's id, or `! ` and a failure's line.
  var lines: [String] = []
  var bytesRead = 0
}

extension Article {
  var string: String { String(decoding: text, as: UTF8.self) }
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

/// `bytes` as one stream of `format`.
func packed(_ bytes: [UInt8], _ format: Compression) -> [UInt8] {
  var compressor = Compressor(format)
  var packed: [UInt8] = []
  compressor.compress(bytes, into: &packed)
  compressor.endStream(into: &packed)
  return packed
}
