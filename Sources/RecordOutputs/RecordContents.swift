// Tables and pages need the parts of a record, which comes as JSON from whatever process made it. It is read once,
// and only when an output asks.

internal import Articles
internal import JSON
internal import Synchronization

/// What a record says.
struct RecordContents: Sendable {
  var articleID = ""
  var title: String?
  var published: String?
  var sha256 = ""
  /// Of a run that looked for them: the article that this one is nearly the same as.
  var duplicateOf: String?
  var claims: [ClaimContents] = []
  var sentences: [UnitContents] = []
  /// Of the article.
  var scores: [ScoreContents] = []
  var totals: [TotalContents] = []
  var diagnostics: [DiagnosticContents] = []
}

struct ClaimContents: Sendable {
  var id = ""
  var rule = ""
  var type = ""
  var stance = ""
  var parent: String?
  var source: SourceContents?
  var cue: [SpanContents] = []
  var lemma: String?
  var content: [SpanContents] = []
  var hedges: [SpanContents] = []
  /// Arrays as JSON text.
  var figures: [UInt8] = []
  var dates: [UInt8] = []
  var relations: [UInt8] = []
  var evidence = ""
  var scores: [ScoreContents] = []
  var totals: [TotalContents] = []

  /// All spans that are marked in the text.
  var spans: [SpanContents] { (source?.spans ?? []) + cue + content }

  /// What was found about it, the weightiest first; where a scale starts is no finding.
  var weightiestScores: [ScoreContents] {
    scores.filter { !($0.rule.hasSuffix("/base") && $0.spans.isEmpty) }.enumerated().sorted {
      (abs($1.element.points), $0.offset) < (abs($0.element.points), $1.offset)
    }.map(\.element)
  }

  /// The total on `scale`.
  func total(_ scale: String) -> Double? { totals.first { $0.scale == scale }?.value }
}

struct SourceContents: Sendable {
  var spans: [SpanContents] = []
  var name: String?
  var entity: String?
}

/// A span in the unit of the run, with its text.
struct SpanContents: Sendable {
  var start = 0
  var end = 0
  var text = ""
}

/// A sentence with scores.
struct UnitContents: Sendable {
  var start = 0
  var end = 0
  var scores: [ScoreContents] = []
  var totals: [TotalContents] = []
}

struct ScoreContents: Sendable {
  var rule = ""
  var scale = ""
  var points = 0.0
  var because = ""
  var spans: [SpanContents] = []
}

struct TotalContents: Sendable {
  var scale = ""
  var value = 0.0
}

struct DiagnosticContents: Sendable {
  var severity = ""
  var slug = ""
  var rule: String?
  var message = ""
}

extension [SpanContents] {
  /// The texts, with ` … ` where something lies between.
  var text: String { map(\.text).joined(separator: " … ") }
}

/// Reads a record the first time somebody asks for its parts, and finds the sentences of its article.
final class LazyRecordContents: Sendable {
  private let contents = Mutex<Result<RecordContents, JSONError>?>(nil)
  private let context = Mutex<ClaimContext?>(nil)

  /// Throws when `line` is no record.
  func read(_ line: [UInt8]) throws(JSONError) -> RecordContents {
    let result = contents.withLock { known in
      if let known { return known }
      let result = Result { () throws(JSONError) in try RecordContents(line) }
      known = result
      return result
    }
    return try result.get()
  }

  func context(_ article: Article, unit: OffsetMap.Unit) -> ClaimContext {
    context.withLock { known in
      if let known, known.unit == unit { return known }
      let context = ClaimContext(article, unit: unit)
      known = context
      return context
    }
  }
}
