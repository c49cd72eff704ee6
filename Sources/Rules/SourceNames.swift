// One source has one name in an article, however it is mentioned. People and bodies that the analysis
// knows have an entity there; a source it does not know ("officials", "the union") gets one here, so
// that rules can ask whether two claims come from the same mouth.

import Articles
import TextAnalysis

struct SourceNames {
  private let analysis: Analysis
  private var strangers: [String: Int] = [:]
  private var nextStranger: Int
  /// By their fullest names; the first of two with one name.
  private let entityOfName: [String: Int]

  init(_ analysis: Analysis) {
    self.analysis = analysis
    nextStranger = analysis.entityCount + 1
    let names = (0..<analysis.entityCount).compactMap { entity in
      analysis.entityName(entity).map { ($0, entity) }
    }
    entityOfName = Dictionary(names) { first, _ in first }
  }

  /// The source that `ranges` mention.
  mutating func source(_ ranges: [TokenRange]) -> Claim.Source {
    let spans = analysis.textSpans(ranges)
    if let first = ranges.first, let entity = analysis.entity(mentionedIn: first.range) {
      return Claim.Source(
        spans: spans, name: analysis.entityName(entity), entity: "e\(entity + 1)", isNamed: true)
    }
    let name = spans.map { analysis.article.line($0) }.filter { !$0.isEmpty }.joined(separator: " ")
    let key = Self.key(name)
    if let entity = entityOfName[name] {
      return Claim.Source(
        spans: spans, name: analysis.entityName(entity), entity: "e\(entity + 1)", isNamed: true)
    }
    let number = strangers[key] ?? nextStranger
    if strangers[key] == nil {
      strangers[key] = number
      nextStranger += 1
    }
    return Claim.Source(spans: spans, name: name, entity: "e\(number)")
  }

  /// `The officials` and `officials` are one.
  private static func key(_ name: String) -> String {
    var words = name.lowercased().split(separator: " ")
    if let first = words.first, ["the", "a", "an"].contains(first), words.count > 1 { words.removeFirst() }
    return words.joined(separator: " ")
  }
}
