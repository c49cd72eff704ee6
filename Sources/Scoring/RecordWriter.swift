// The record is what other people's programs read (`assay.record/1`), so its keys, their order and
// the form of each number are fixed here and nowhere else.

public import Articles
public import JSON
public import RulePacks
public import Rules

/// Writes evaluations as records, one JSON object an article. Linear in the text and in what was found.
public struct RecordWriter: Sendable {
  public let unit: OffsetMap.Unit
  let packs: [PackReference]
  public let engine: String

  /// How a record names a pack.
  public struct PackReference: Sendable, Hashable {
    public var name: String
    public var version: String
    /// `sha256:…`
    public var digest: String
    public var signed: Bool
    /// Of local settings: the day that suppressions were compared with.
    public var asOf: String?

    public init(name: String, version: String, digest: String, signed: Bool, asOf: String? = nil) {
      self.asOf = asOf
      self.name = name
      self.version = version
      self.digest = digest
      self.signed = signed
    }

    /// Local settings are named like a pack, since they make records what they are.
    public init(_ settings: LocalSettings) {
      self.init(
        name: Self.localName, version: "1", digest: settings.digest, signed: false, asOf: settings.asOf)
    }

    /// How records name local settings. No pack can be called so: a pack's name has an owner.
    public static let localName = "local.json"

    public init(_ pack: PackSource) {
      self.init(name: pack.name, version: pack.version, digest: pack.digest, signed: pack.signed)
    }
  }

  public init(unit: OffsetMap.Unit, packs: [PackReference], engine: String) {
    self.unit = unit
    self.packs = packs
    self.engine = engine
  }

  /// Appends one record and a line feed to `json`.
  ///
  /// - Parameter sha256: of the article's text, in hexadecimal.
  public func write(_ evaluation: Evaluation, of article: Article, sha256: String, to json: inout JSONWriter)
  {
    // The bytes move, so that what is pending is not copied for every record.
    var record = Record(article: article, offsets: OffsetMap(article.text, unit: unit), json: JSONWriter())
    swap(&record.json, &json)
    record.write(evaluation, packs: packs, engine: engine, sha256: sha256)
    swap(&record.json, &json)
    json.newline()
  }
}

/// One record while it is being written.
private struct Record {
  let article: Article
  let offsets: OffsetMap
  var json: JSONWriter

  mutating func write(
    _ evaluation: Evaluation, packs: [RecordWriter.PackReference], engine: String, sha256: String
  ) {
    json.beginObject()
    json.name(.schema)
    json.string("assay.record/1")
    json.name(.article)
    json.beginObject()
    json.name(.id)
    json.string(article.id)
    json.name(.title)
    json.stringOrNull(article.title)
    json.name(.published)
    json.stringOrNull(article.published)
    json.name(.sha256)
    json.string(sha256)
    json.endObject()
    list(.claims, evaluation.claims.indices) { record, row in record.claim(evaluation.claims[row], row: row)
    }
    list(.sentences, evaluation.sentences) { record, sentence in
      record.json.beginObject()
      record.bounds(sentence.span)
      record.scores(sentence.scores)
      record.totals(sentence.totals)
      record.json.endObject()
    }
    scores(evaluation.scores)
    totals(evaluation.totals)
    list(.diagnostics, evaluation.diagnostics) { $0.diagnostic($1) }
    list(.packs, packs) { record, pack in
      record.json.beginObject()
      record.field(.name, pack.name)
      record.field(.version, pack.version)
      record.field(.digest, pack.digest)
      record.json.name(.signed)
      record.json.bool(pack.signed)
      if let asOf = pack.asOf { record.field(.asOf, asOf) }
      record.json.endObject()
    }
    field(.offsets, offsets.unit.rawValue)
    field(.engine, engine)
    json.endObject()
  }

  private mutating func claim(_ claim: Claim, row: Int) {
    json.beginObject()
    field(.id, Self.claimID(row))
    field(.rule, claim.rule)
    field(.type, claim.kind.rawValue)
    field(.stance, claim.stance.rawValue)
    json.name(.parent)
    json.stringOrNull(claim.parent.map(Self.claimID))
    json.name(.source)
    if let source = claim.source {
      json.beginObject()
      spans(.spans, source.spans)
      json.name(.name)
      json.stringOrNull(source.name)
      json.name(.entity)
      json.stringOrNull(source.entity)
      json.endObject()
    } else {
      json.null()
    }
    json.name(.cue)
    if let cue = claim.cue {
      json.beginObject()
      spans(.spans, cue.spans)
      field(.lemma, cue.lemma)
      json.endObject()
    } else {
      json.null()
    }
    json.name(.content)
    if claim.content.isEmpty {
      json.null()
    } else {
      json.beginObject()
      spans(.spans, claim.content)
      json.endObject()
    }
    spans(.hedges, claim.hedges)
    list(.figures, claim.figures) { $0.figure($1) }
    list(.dates, claim.dates) { record, date in
      record.json.beginObject()
      record.bounds(date.span)
      record.json.name(.value)
      record.json.stringOrNull(date.value)
      record.json.endObject()
    }
    json.name(.evidence)
    json.beginObject()
    field(.status, claim.evidence.rawValue)
    json.endObject()
    list(.relations, claim.relations) { record, relation in
      record.json.beginObject()
      record.field(.type, relation.kind.rawValue)
      record.field(.claim, Self.claimID(relation.claim))
      record.json.endObject()
    }
    scores(claim.scores)
    totals(claim.totals)
    json.endObject()
  }

  private mutating func figure(_ figure: Claim.Figure) {
    json.beginObject()
    bounds(figure.span)
    json.name(.value)
    switch figure.value {
    case .exactly(let value): json.number(value)
    case .range(let low, let high):
      json.beginArray()
      json.number(low)
      json.number(high)
      json.endArray()
    case .vague: json.null()
    }
    json.name(.unit)
    json.stringOrNull(figure.unit)
    field(.bound, figure.bound)
    json.endObject()
  }

  private mutating func scores(_ scores: [Score]) {
    list(.scores, scores) { record, score in
      record.json.beginObject()
      record.field(.rule, score.rule)
      record.field(.scale, score.scale)
      record.json.name(.points)
      record.json.number(score.points)
      record.field(.because, score.because)
      record.spans(.spans, score.spans)
      record.json.endObject()
    }
  }

  private mutating func totals(_ totals: [Total]) {
    json.name(.totals)
    json.beginObject()
    for total in totals {
      json.name(total.scale)
      json.number(total.value)
    }
    json.endObject()
  }

  private mutating func diagnostic(_ diagnostic: EvaluationDiagnostic) {
    json.beginObject()
    field(.severity, diagnostic.severity)
    field(.slug, diagnostic.slug)
    json.name(.rule)
    json.stringOrNull(diagnostic.rule)
    field(.message, diagnostic.message)
    // The one result that another machine need not repeat.
    if diagnostic.slug == "clock" { field(.limit, "clock") }
    list(.traceback, diagnostic.traceback) { $0.json.string($1) }
    json.endObject()
  }

  // MARK: parts

  private static func claimID(_ row: Int) -> String { "c\(row + 1)" }

  private mutating func field(_ name: JSONName, _ value: String) {
    json.name(name)
    json.string(value)
  }

  private mutating func list<Elements: Sequence>(
    _ name: JSONName, _ elements: Elements, _ write: (inout Record, Elements.Element) -> Void
  ) {
    json.name(name)
    json.beginArray()
    for element in elements { write(&self, element) }
    json.endArray()
  }

  private mutating func bounds(_ span: TextSpan) {
    json.name(.start)
    json.integer(offset(span.start))
    json.name(.end)
    json.integer(offset(span.end))
  }

  private mutating func spans(_ name: JSONName, _ spans: [TextSpan]) {
    list(name, spans) { record, span in
      record.json.beginObject()
      record.bounds(span)
      record.json.name(.text)
      record.json.string(utf8: record.article.text, in: Int(span.start)..<Int(span.end))
      record.json.endObject()
    }
  }

  private func offset(_ utf8: Int32) -> Int { offsets.offset(ofUTF8: Int(utf8)) }
}

/// What a record calls its members: written out once, since a record may have hundreds of them.
extension JSONName {
  fileprivate static let article = JSONName("article")
  fileprivate static let asOf = JSONName("asOf")
  fileprivate static let because = JSONName("because")
  fileprivate static let bound = JSONName("bound")
  fileprivate static let claim = JSONName("claim")
  fileprivate static let claims = JSONName("claims")
  fileprivate static let content = JSONName("content")
  fileprivate static let cue = JSONName("cue")
  fileprivate static let dates = JSONName("dates")
  fileprivate static let diagnostics = JSONName("diagnostics")
  fileprivate static let digest = JSONName("digest")
  fileprivate static let end = JSONName("end")
  fileprivate static let engine = JSONName("engine")
  fileprivate static let entity = JSONName("entity")
  fileprivate static let evidence = JSONName("evidence")
  fileprivate static let figures = JSONName("figures")
  fileprivate static let hedges = JSONName("hedges")
  fileprivate static let id = JSONName("id")
  fileprivate static let lemma = JSONName("lemma")
  fileprivate static let limit = JSONName("limit")
  fileprivate static let message = JSONName("message")
  fileprivate static let name = JSONName("name")
  fileprivate static let offsets = JSONName("offsets")
  fileprivate static let packs = JSONName("packs")
  fileprivate static let parent = JSONName("parent")
  fileprivate static let points = JSONName("points")
  fileprivate static let published = JSONName("published")
  fileprivate static let relations = JSONName("relations")
  fileprivate static let rule = JSONName("rule")
  fileprivate static let scale = JSONName("scale")
  fileprivate static let schema = JSONName("schema")
  fileprivate static let scores = JSONName("scores")
  fileprivate static let sentences = JSONName("sentences")
  fileprivate static let severity = JSONName("severity")
  fileprivate static let sha256 = JSONName("sha256")
  fileprivate static let signed = JSONName("signed")
  fileprivate static let slug = JSONName("slug")
  fileprivate static let source = JSONName("source")
  fileprivate static let spans = JSONName("spans")
  fileprivate static let stance = JSONName("stance")
  fileprivate static let start = JSONName("start")
  fileprivate static let status = JSONName("status")
  fileprivate static let text = JSONName("text")
  fileprivate static let title = JSONName("title")
  fileprivate static let totals = JSONName("totals")
  fileprivate static let traceback = JSONName("traceback")
  fileprivate static let type = JSONName("type")
  fileprivate static let unit = JSONName("unit")
  fileprivate static let value = JSONName("value")
  fileprivate static let version = JSONName("version")
}
