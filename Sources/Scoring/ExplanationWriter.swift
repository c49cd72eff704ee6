// The explanation for programs (`assay.explanation/1`): the record of the article, what a record leaves out, and what
// rules did where somebody asked.

public import Articles
import JSON
public import Rules

/// Writes explanations as JSON, one object each.
public struct ExplanationWriter {
  private let writer: RecordWriter
  private let article: Article
  private let offsets: OffsetMap
  private var json = JSONWriter()

  /// - Parameter writer: writes the record, and says what offsets count.
  public init(_ writer: RecordWriter, of article: Article) {
    self.writer = writer
    self.article = article
    offsets = OffsetMap(article.text, unit: writer.unit)
  }

  /// The object and a line feed.
  ///
  /// - Parameters:
  ///   - place: the words that were asked about.
  ///   - reports: what was asked of rules; nil when nothing was.
  public consuming func written(
    _ explanation: Explanation, sha256: String, place: TextSpan?, _ reports: [RuleReport]?
  ) -> [UInt8] {
    var record = JSONWriter()
    writer.write(explanation.evaluation, of: article, sha256: sha256, to: &record)
    json.beginObject()
    field("schema", "assay.explanation/1")
    json.name("record")
    json.raw(Array(record.bytes.dropLast()))
    list("overruled", explanation.overruled) { writer, finding in
      writer.field("rule", finding.rule)
      writer.field("by", "c\(finding.by + 1)")
      writer.spans("source", finding.source)
      writer.spans("cue", finding.cue)
      writer.spans("content", finding.content)
    }
    list("abstentions", explanation.abstentions) { writer, abstention in
      writer.field("rule", abstention.rule)
      writer.field("reason", abstention.reason)
    }
    list("suppressed", explanation.suppressed) { writer, finding in
      writer.field("rule", finding.rule)
      writer.field("reason", finding.by.reason)
      writer.spans("spans", finding.spans)
    }
    json.name("place")
    span(place)
    if let reports { list("rules", reports) { $0.report($1) } }
    json.name("steps")
    json.integer(explanation.steps)
    json.endObject()
    json.newline()
    return json.bytes
  }

  private mutating func report(_ report: RuleReport) {
    field("rule", report.rule)
    json.name("fired")
    json.bool(report.fired)
    json.name("steps")
    json.integer(report.steps)
    list("units", report.traces) { $0.trace($1) }
  }

  private mutating func trace(_ trace: RuleTrace) {
    field("unit", trace.unit.rawValue)
    json.name("claim")
    json.stringOrNull(trace.unit == .claim ? "c\(trace.row + 1)" : nil)
    json.name("span")
    span(trace.span)
    json.name("fired")
    json.bool(trace.fired)
    field("message", trace.message)
    json.name("condition")
    json.stringOrNull(trace.condition)
    json.name("stoppedAt")
    span(trace.stoppedAt)
    json.name("edge")
    if let edge = trace.edge {
      json.beginObject()
      field("relation", edge.relation)
      field("direction", edge.direction.rawValue)
      json.name("from")
      span(edge.from)
      json.name("to")
      span(edge.to)
      json.endObject()
    } else {
      json.null()
    }
    list("captures", trace.captures) { writer, capture in
      writer.field("label", capture.label)
      writer.bounds(capture.span)
    }
    json.name("steps")
    json.integer(trace.steps)
  }

  // MARK: - Parts

  private mutating func field(_ name: String, _ value: String) {
    json.name(name)
    json.string(value)
  }

  private mutating func list<Element>(
    _ name: String, _ elements: [Element], _ write: (inout Self, Element) -> Void
  ) {
    json.name(name)
    json.beginArray()
    for element in elements {
      json.beginObject()
      write(&self, element)
      json.endObject()
    }
    json.endArray()
  }

  private mutating func spans(_ name: String, _ spans: [TextSpan]) {
    list(name, spans) { $0.bounds($1) }
  }

  private mutating func span(_ span: TextSpan?) {
    guard let span else { return json.null() }
    json.beginObject()
    bounds(span)
    json.endObject()
  }

  private mutating func bounds(_ span: TextSpan) {
    let written = offsets.convert(span)
    json.name("start")
    json.integer(Int(written.start))
    json.name("end")
    json.integer(Int(written.end))
    field("text", article.string(span))
  }
}
