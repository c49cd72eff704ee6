// Files that somebody drops on the page are read by the loaders that read all others, and are kept in memory alone.

import ArticleLoaders
import Articles
import FoundationEssentials
import JSON
import RecordOutputs
import RulePacks

extension Desk {
  /// `POST /api/articles`
  func addArticles(_ request: Request) async throws -> Answer {
    let name = DroppedFile.safeName(request.query["name"] ?? "")
    let bytes = request.body
    return try await loading.run { [self] _ in
      let file = try DroppedFile(name, bytes, in: dropFolder)
      defer { file.remove() }
      var added = 0
      var first: Int?
      var failures: [String] = []
      func keep(_ article: Article) -> Bool {
        switch articles.add(article) {
        case .added(let index):
          first = first ?? index
          added += 1
        case .taken: failures.append("\(name): id '\(article.id)' is taken by another article")
        case .full:
          failures.append("\(name): the workbench keeps at most \(ArticleShelf.largestSize >> 20) MB of text")
          return false
        }
        return true
      }
      if name.lowercased().hasSuffix(".sqlite") {
        let stored = try Self.stored(in: file.path, named: name)
        for article in stored where !keep(article) { break }
      } else {
        var reader = ArticleReader([file.path])
        reading: while let item = reader.next() {
          switch item {
          case .article(let article, _): if !keep(article) { break reading }
          case .failure(var failure):
            failure.path = name
            failures.append(failure.description)
          }
        }
      }
      return Answer { json in
        json.beginObject()
        json.name("added")
        json.integer(added)
        json.name("first")
        json.integer(first ?? articles.count)
        json.name("failures")
        json.beginArray()
        // A file of a million broken lines is told by its first ones.
        for failure in failures.prefix(100) { json.string(failure) }
        json.endArray()
        json.endObject()
      }
    }
  }

  /// The articles of the last run in a database of results, which has of their texts the sentences around claims.
  private static func stored(in path: String, named name: String) throws -> [Article] {
    do throws(OutputFailure) {
      let reader = try RunReader(path)
      guard let run = try reader.runs().last else { throw OutputFailure(path: name, reason: "no run in it") }
      return try reader.articles(ofRun: run.number).filter { !$0.claims.isEmpty }.map { stored in
        var contexts: [String] = []
        for claim in stored.claims where contexts.last != claim.context { contexts.append(claim.context) }
        var article = Article(id: stored.id, text: Array(contexts.joined(separator: "\n\n").utf8))
        article.title = stored.title
        article.outlet = stored.outlet
        article.published = stored.published
        return article
      }
    } catch {
      throw Refusal(400, "\(name): \(error.reason)", help: error.help)
    }
  }
}

/// A file in a folder of its own that nobody else can look into, for as long as it is read.
struct DroppedFile {
  let path: String
  private let folder: String

  init(_ name: String, _ bytes: [UInt8], in folder: String) throws {
    self.folder = folder
    path = folder + "/" + name
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Refusal(500, "cannot make a folder for what was dropped")
    }
    do throws(PackError) { try SystemFiles.create(path, bytes, mode: 0o600, isDurable: false) } catch {
      remove()
      throw Refusal(500, error.description)
    }
  }

  func remove() { SystemFiles.remove(folder) }

  /// The last part of `name`, without what could lead elsewhere or could not be shown.
  static func safeName(_ name: String) -> String {
    let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
    var safe = String.UnicodeScalarView()
    for scalar in last.unicodeScalars where scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value) {
      if safe.isEmpty, scalar == "." { continue }
      safe.append(scalar)
    }
    // The end says what form it has; file systems allow 255 bytes, and no scalar has more than four.
    return safe.isEmpty ? "dropped" : String(String.UnicodeScalarView(safe.suffix(60)))
  }
}
