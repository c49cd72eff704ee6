// Everything that reads bytes of strangers, as functions of bytes: for libFuzzer (scripts/fuzz), and for the replay of its
// corpora and findings in the tests. A promise that is broken stops the process; a mistake in the input never does.

import ArticleLoaders
import Articles
import Diagnostics
import Foundation
import JSON
import LanguageServer
import LuaRuntime
import LuaSyntax
import PackRegistries
import Patterns
import RuleLayout
import RulePacks
import Rules
import Scoring
import TextAnalysis

/// Something that reads bytes of strangers.
public enum FuzzTarget: String, CaseIterable, Sendable {
  /// A rule file: its syntax, its declarations, and running it for them.
  case rules
  /// A pattern, compiled and matched.
  case patterns
  /// A rule file, and a pattern, laid out.
  case layout
  /// What an editor sends a language server.
  case editor
  /// A Lua pattern, a subject and a replacement, for the string functions.
  case strings
  /// A file of JSON or JSON Lines with articles.
  case articles
  /// A table of articles, with commas and with tabs.
  case tables
  /// A text file: decoding it, all layers of its analysis, all shipped rules, its record.
  case analysis
  /// A manifest and a lexicon.
  case packs
  /// The archive of a pack with its signatures, an index of a registry, a lock file.
  case packArchives = "pack-archive"
  /// What a worker is sent, and what a coordinator is sent back.
  case worker
  /// A record, read and written.
  case records
  /// A web page.
  case pages
  /// A feed.
  case feeds
  /// A crawl.
  case crawls
  /// A mailbox.
  case mail
  /// An office document or a book.
  case documents

  /// Reads `bytes`. Stops the process when a promise does not hold.
  public func run(_ bytes: [UInt8]) {
    switch self {
    case .rules: Self.readRules(bytes)
    case .patterns: Self.matchPattern(bytes)
    case .layout: Self.layOut(bytes)
    case .editor: Self.serveEditor(bytes)
    case .strings: Self.runStringFunctions(bytes)
    case .articles: Self.readArticles(bytes)
    case .tables: Self.readFiles(bytes, ["csv", "tsv"])
    case .analysis: Self.analyse(bytes)
    case .packs: Self.readPack(bytes)
    case .packArchives: Self.openPack(bytes)
    case .worker: Self.readWorkersLines(bytes)
    case .records: Self.readRecord(bytes)
    case .pages: Self.readWithAndWithoutStop(bytes, ["html"])
    case .feeds: Self.readWithAndWithoutStop(bytes, ["xml"])
    case .crawls: Self.readWithAndWithoutStop(bytes, ["warc"])
    case .mail: Self.readWithAndWithoutStop(bytes, ["mbox"])
    case .documents: Self.readWithAndWithoutStop(bytes, ["docx", "epub"])
    }
  }

  // MARK: - Rules and patterns

  private static let smallLimits = RuleLimits(memory: 16 << 20, steps: 1_000_000, seconds: 2)

  private static func readRules(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let file = LuaFile(name: "fuzz.lua", text: text)
    _ = file.checkUnusedLocals()
    for diagnostic in RuleSet.check([PackReader().read(text: text, named: "fuzz")], limits: smallLimits) {
      require(isHarmless(diagnostic.rendered(color: false)), "a diagnostic commands a terminal")
    }
  }

  private static let sampleText = """
    “The dam is safe,” the mayor told 40 reporters on Monday. Officials denied that it may have leaked.
    """

  private static func matchPattern(_ bytes: [UInt8]) {
    let source = PatternSource(String(decoding: bytes, as: UTF8.self))
    let lexicon = Lexicon(name: "deny", entries: ["deny", "rule out"])
    let (set, diagnostics) = PatternSet.compile([source], lexicons: [lexicon])
    for diagnostic in diagnostics {
      require(isHarmless(diagnostic.rendered(color: false)), "a diagnostic commands a terminal")
    }
    guard set.isUsable(0) else { return }
    let sample = Analysis(Article(id: "sample", text: Array(sampleText.utf8)))
    var matcher = PatternMatcher(set)
    matcher.stepLimit = 200_000
    matcher.begin(sample)
    for sentence in 0..<sample.sentences.count { matcher.match(sample, sentence: sentence) }
    _ = matcher.explain(0, sample, sentence: 0)
  }

  private static func layOut(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    if let lines = PatternLayout.lines(of: text) {
      let once = lines.map(\.text).joined(separator: "\n")
      require(PatternLayout.lines(of: once) == lines, "a pattern that is laid out twice differs")
    }
    let source = LuaSource(name: "fuzz.lua", bytes: bytes)
    do throws(Diagnostic) {
      let once = try RuleLayout.laidOut(source)
      require(
        try RuleLayout.laidOut(LuaSource(name: "fuzz.lua", bytes: once)) == once,
        "a file that is laid out twice differs")
    } catch { require(error.slug != "layout", "a file of Lua that cannot be laid out: \(error.message)") }
  }

  /// The bytes as they are, and each of their lines as a message.
  private static func serveEditor(_ bytes: [UInt8]) {
    var raw = LanguageServer(version: "fuzz")
    _ = raw.receive(bytes)
    var server = LanguageServer(version: "fuzz")
    let hello = Array(#"{"id":0,"method":"initialize","params":{}}"#.utf8)
    require(!server.receive(MessageFraming.framed(hello)).isEmpty, "no answer to hello")
    for line in bytes.split(separator: 0x0A).prefix(50) {
      _ = server.receive(MessageFraming.framed(Array(line)))
    }
    _ = server.settle()
    require(
      server.exitStatus != nil || !server.receive(MessageFraming.framed(hello)).isEmpty,
      "a server that no longer answers")
  }

  private static let stringFunctions = """
    local subject, pattern, replacement = ...
    local out = {}
    local function try(f, ...) local ok, a, b = pcall(f, ...) out[#out + 1] = tostring(ok) .. tostring(a) .. tostring(b) end
    try(string.find, subject, pattern) try(string.find, subject, pattern, -3) try(string.match, subject, pattern)
    try(function() local n = 0 for a, b in subject:gmatch(pattern) do n = n + 1 if n > 50 then break end end return n end)
    try(string.gsub, subject, pattern, replacement) try(string.gsub, subject, pattern, {a = "b"}) try(string.gsub, subject, pattern, print)
    try(string.format, pattern, subject, 1, 2.5) try(string.rep, subject, #pattern, replacement) try(tonumber, subject, #pattern)
    try(utf8.len, subject) try(utf8.codepoint, subject, 1, -1) try(utf8.offset, subject, #pattern) try(string.pack, pattern, subject)
    try(string.unpack, pattern, subject) try(load, subject) try(table.concat, {subject, pattern}, replacement)
    return #table.concat(out)
    """

  private static func runStringFunctions(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: 0xFE, maxSplits: 2, omittingEmptySubsequences: false).map(Array.init)
    let limits = LuaLimits(memory: 8 << 20, steps: 300_000, deadline: 2, sourceBytes: 4096)
    do throws(LuaError) {
      var lua = try LuaState(limits: limits)
      let environment = try lua.makeEnvironment(.open)
      let main = try lua.load(stringFunctions, chunk: "=fuzz", in: environment)
      // Text crosses as UTF-8 alone; the bytes of strings are made by Lua.
      let literals = (0..<3).map { luaLiteral($0 < parts.count ? parts[$0] : []) }
      let values = try lua.run(
        "return \(literals.joined(separator: ", "))", chunk: "=values", in: environment)
      _ = try lua.call(main, arguments: values)
    } catch {
      require(error.kind != .invalid && error.kind != .busy, "a script made the host fail: \(error)")
    }
  }

  private static func luaLiteral(_ bytes: [UInt8]) -> String {
    "\"" + bytes.prefix(400).map { byte in "\\" + String(1000 + Int(byte)).dropFirst() }.joined() + "\""
  }

  // MARK: - Articles

  private static func readArticles(_ bytes: [UInt8]) {
    if let article = try? ArticleDecoder().decode(bytes) { checkText(article) }
    readFiles(bytes, ["json", "jsonl"])
  }

  private static func readFiles(_ bytes: [UInt8], _ endings: [String]) {
    for ending in endings {
      withFile(bytes, ending) { path in
        var reader = ArticleReader([path])
        while let item = reader.next() {
          if case .article(let article, _) = item { checkText(article) }
        }
      }
    }
  }

  /// Reads `bytes`; and whoever goes on behind any item finds the same ones behind it.
  private static func readWithAndWithoutStop(_ bytes: [UInt8], _ endings: [String]) {
    var options = LoadOptions()
    options.tellsWhatIsLeftOut = true
    options.marksNearDuplicates = true
    for ending in endings {
      withFile(bytes, ending) { path in
        var reader = ArticleReader([path], options: options)
        var items: [(line: String, position: ReadingPosition)] = []
        while let item = reader.next(), items.count < 100 {
          items.append((line(of: item), reader.position))
        }
        guard items.count > 1, items.count < 20 else { return }
        var rest = ArticleReader([path], options: options, at: items[0].position)
        for row in 1..<items.count {
          require(rest.next().map(line) == items[row].line, "a reader that goes on finds something else")
        }
        require(rest.next() == nil, "a reader that goes on finds more")
      }
    }
  }

  private static func line(of item: LoadedItem) -> String {
    switch item {
    case .failure(let failure):
      require(isHarmless(failure.description), "a failure commands a terminal")
      return failure.description
    case .article(let article, let origin):
      checkText(article)
      require(origin.bytes.lowerBound <= origin.bytes.upperBound, "an article in no bytes")
      if article.blocks.count > 1 {
        for block in article.blocks { _ = article.address(of: block.span) }
      }
      return article.id + "\(origin.bytes)" + article.string(TextSpan(0, Int32(article.text.count)))
    }
  }

  private static let standard: (rules: RuleSet, writer: RecordWriter)? = {
    var reader = PackReader()
    guard let packs = try? reader.read("std"), let rules = try? RuleSet(packs, limits: smallLimits) else {
      return nil
    }
    let references = packs.map(RecordWriter.PackReference.init)
    return (rules, RecordWriter(unit: .codepoints, packs: references, engine: engineVersion))
  }()

  private static func analyse(_ bytes: [UInt8]) {
    withFile(bytes, "txt") { path in
      var reader = ArticleReader([path])
      while let item = reader.next() {
        if case .article(let article, _) = item { checkRecord(of: article) }
      }
    }
  }

  private static func checkRecord(of article: Article) {
    checkText(article)
    guard let standard, let evaluator = try? standard.rules.makeEvaluator() else {
      preconditionFailure("the shipped packs do not compile")
    }
    var scoring = ScoringRun(rules: standard.rules, evaluator: evaluator, writer: standard.writer)
    scoring.appendRecord(of: article)
    let record = scoring.takePending()
    guard let value = try? JSONValue(parsing: record) else { preconditionFailure("a record is no JSON") }
    checkSpans(value, Array(String(decoding: article.text, as: UTF8.self).unicodeScalars))
  }

  /// Every span's text is what stands there.
  private static func checkSpans(_ value: JSONValue, _ text: [Unicode.Scalar]) {
    switch value {
    case .array(let items): for item in items { checkSpans(item, text) }
    case .object(let object):
      if let start = object["start"]?.number?.double, let end = object["end"]?.number?.double {
        let (start, end) = (Int(start), Int(end))
        require(0 <= start && start <= end && end <= text.count, "a span outside of the text")
        if let shown = object["text"]?.string {
          require(Array(shown.unicodeScalars) == Array(text[start..<end]), "a span whose text is another")
        }
      }
      for member in object.members { checkSpans(member.value, text) }
    default: break
    }
  }

  private static func checkText(_ article: Article) {
    require(String(validating: article.text, as: UTF8.self) != nil, "an article that is no UTF-8")
    for block in article.blocks {
      require(block.span.start >= 0 && block.span.end <= article.text.count, "a block outside of the text")
    }
  }

  // MARK: - Packs and processes

  private static func readPack(_ bytes: [UInt8]) {
    for diagnostic in PackManifest.read(bytes, file: "pack.json").diagnostics {
      require(isHarmless(diagnostic.rendered(color: false)), "a diagnostic commands a terminal")
    }
    _ = Lexicon.parse(String(decoding: bytes, as: UTF8.self), name: "fuzz", file: "fuzz.txt")
  }

  private static func openPack(_ bytes: [UInt8]) {
    do throws(PackError) {
      let pack = try OpenedPack(bytes, file: "fuzz.zip")
      require((try? PackArchive.bytes(of: pack.files)) == bytes, "an archive that is not what its files make")
      require(
        pack.files.allSatisfy { !$0.path.hasPrefix("/") && !$0.path.split(separator: "/").contains("..") },
        "a path that leads out of the pack")
    } catch { require(isHarmless(error.description.safeForTerminal), "a message commands a terminal") }
    if let index = try? RegistryIndex(parsing: bytes, file: "index.json") {
      let again = try? RegistryIndex(parsing: Array(index.text.utf8), file: "index.json")
      require(again?.text == index.text, "an index that is not what it was written as")
    }
    if let lock = try? LockFile(parsing: bytes, file: "assay.lock") {
      let again = try? LockFile(parsing: Array(lock.text.utf8), file: "assay.lock")
      require(again?.text == lock.text, "a lock file that is not what it was written as")
    }
  }

  private static func readWorkersLines(_ bytes: [UInt8]) {
    withFile(bytes, "jsonl") { path in
      var options = LoadOptions()
      options.format = .jsonLines
      options.refusesRepeatedIDs = false
      var reader = ArticleReader([path], options: options)
      while let item = reader.next() {
        if case .article(let article, _) = item { checkRecord(of: article) }
      }
    }
    for line in bytes.split(separator: 0x0A) {
      if let value = try? JSONValue(parsing: Array(line)) { _ = Tally(value) }
    }
  }

  private static func readRecord(_ bytes: [UInt8]) {
    guard let value = try? JSONValue(parsing: bytes) else { return }
    var writer = JSONWriter()
    writer.value(value)
    let again = try? JSONValue(parsing: writer.bytes)
    require(again == value, "a value that is not what it was written as")
  }

  // MARK: -

  private static func require(_ condition: Bool, _ promise: String) {
    if !condition { preconditionFailure(promise) }
  }

  private static func isHarmless(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0 == "\n" || !($0.value < 0x20 || (0x7F...0x9F).contains($0.value)) }
  }

  private static func withFile(_ bytes: [UInt8], _ ending: String, _ body: (String) -> Void) {
    let path = NSTemporaryDirectory() + "assay-fuzz-\(ProcessInfo.processInfo.processIdentifier).\(ending)"
    guard (try? Data(bytes).write(to: URL(fileURLWithPath: path))) != nil else { return }
    body(path)
    try? FileManager.default.removeItem(atPath: path)
  }
}
