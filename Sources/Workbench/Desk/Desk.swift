// What is on the desk: the packs, the articles and the labels that the command named, and what was made of them. It
// answers requests, and knows nothing of how they came.

public import Articles
import Diagnostics
import FoundationEssentials
import JSON
public import RulePacks
public import Rules
import Synchronization

/// The analyst's desk behind the workbench's page. Safe to ask from many threads.
public final class Desk: Sendable {
  /// What somebody wants to have on it.
  public struct Opening: Sendable {
    /// The packs that come with the program.
    public var hasStandardPacks = true
    /// Folders, and names of installed packs.
    public var packs: [String] = []
    /// Loose scripts.
    public var scripts: [String] = []
    public var allowsUnsigned = false
    /// What is laid over the packs.
    public var settings: LocalSettings?
    public var limits = RuleLimits()
    /// None: an example.
    public var articles: [Article] = []
    /// The file that labels are read from and written to.
    public var labels = "labels.csv"

    public init() {}
  }

  let packs: PackShelf
  let articles: ArticleShelf
  let settings: LocalSettings?
  let cache: RuleCache
  let limits: RuleLimits
  /// Held while a file is compared and written; true once nothing may be written any more.
  private let isClosed = Mutex(false)
  /// Where files that were dropped are read, and nothing is left.
  let dropFolder: String
  let lastArticle = LastArticle()
  /// What a person waits for.
  let queue = WorkQueue("assay.desk")
  /// What goes on while a person does something else.
  let background = WorkQueue("assay.corpus", isBackground: true)
  let comparing = WorkQueue("assay.change", isBackground: true)
  let loading = WorkQueue("assay.loading", isBackground: true)
  let scoring = Mutex(CorpusScoring(generation: 0))
  let baseline = Mutex(ChangeBaseline())
  let labelFile: LabelFile

  /// The most bytes of text that a desk keeps.
  public static var largestText: Int { ArticleShelf.largestSize }

  /// - Throws: for packs that cannot be read. Rules may have mistakes: here they are mended.
  public init(_ opening: Opening) throws(PackError) {
    packs = try PackShelf(opening)
    articles = ArticleShelf(opening.articles.isEmpty ? [ExampleArticle.article] : opening.articles)
    settings = opening.settings
    limits = opening.limits
    labelFile = LabelFile(opening.labels)
    dropFolder = FileManager.default.temporaryDirectory.path + "/assay-" + RequestGuard.makeToken()
    cache = RuleCache(opening.settings, standard: packs.standardSources, limits: opening.limits)
  }

  /// Waits for what is being written, lets nothing be written any more, and leaves nothing behind.
  public func close() {
    isClosed.withLock { $0 = true }
    SystemFiles.remove(dropFolder)
  }

  /// Does what writes files, one after the other.
  ///
  /// - Throws: 410 once the desk is closed.
  func writing<Value>(_ body: () throws -> Value) throws -> Value {
    try isClosed.withLock { isClosed in
      guard !isClosed else { throw Refusal(410, "the workbench is closed") }
      return try body()
    }
  }

  private typealias Handler = @Sendable (Desk, Request) async throws -> Answer

  private static let handlers: [String: [String: Handler]] = [
    "/api/desk": ["GET": { try await $0.desk($1) }],
    "/api/file": ["GET": { try $0.file($1) }, "PUT": { try $0.save($1) }],
    "/api/articles": ["GET": { try $0.articleList($1) }, "POST": { try await $0.addArticles($1) }],
    "/api/evaluate": ["POST": { try await $0.evaluate($1) }],
    "/api/check": ["POST": { try await $0.check($1) }],
    "/api/trace": ["POST": { try await $0.trace($1) }],
    "/api/help": ["GET": { try $0.help($1) }],
    "/api/test": ["POST": { try await $0.test($1) }],
    "/api/make-test": ["POST": { try await $0.makeTest($1) }],
    "/api/corpus": ["POST": { try await $0.startCorpus($1) }, "GET": { try $0.corpus($1) }],
    "/api/change": ["POST": { try await $0.change($1) }],
    "/api/labels": ["GET": { try $0.labels($1) }, "POST": { try await $0.label($1) }],
  ]

  /// The answer to a request that the guard has let in.
  func answer(_ request: Request) async -> Answer {
    do {
      guard let methods = Self.handlers[request.path] else {
        throw Refusal(404, "nothing here is called '\(request.path)'")
      }
      guard let handler = methods[request.method] else {
        throw Refusal(
          405, "\(methods.keys.sorted().joined(separator: " or ")) expected, got \(request.method)")
      }
      return try await handler(self, request)
    } catch let refusal as Refusal {
      return refusal.answer
    } catch let error as PackError {
      return Refusal(400, error.description, help: error.help).answer
    } catch {
      return Refusal(500, "\(error)").answer
    }
  }

  /// The rules of the packs that were read.
  ///
  /// - Throws: what is wrong with manifests and rules.
  func rules(of reading: PackReading, interrupt: RuleInterrupt? = nil) throws(RuleMistakes) -> RuleSet {
    guard !reading.diagnostics.contains(where: { $0.severity == .error }) else {
      throw RuleMistakes(diagnostics: reading.diagnostics)
    }
    do throws(RuleSet.Mistakes) {
      return try cache.rules(reading.unlisted, interrupt: interrupt)
    } catch {
      throw RuleMistakes(diagnostics: reading.diagnostics + error.diagnostics)
    }
  }

  /// The article that a request means: one of the shelf by its index, or one that it brings along.
  func article(of body: JSONObject) throws(Refusal) -> (index: Int?, article: Article) {
    if let object = body["article"]?.object {
      guard let text = object["text"]?.string else { throw Refusal(400, "article: field 'text' expected") }
      var article = Article(id: "text", text: Array(text.utf8))
      article.title = object["title"]?.string
      return (nil, article)
    }
    guard let index = body["article"]?.number?.integer.flatMap(Int.init(exactly:)) else {
      throw Refusal(400, "article: an index or an object expected")
    }
    return (index, try articles.article(index))
  }
}

/// Why there are no rules to run.
struct RuleMistakes: Error {
  var diagnostics: [Diagnostic]
}
