import Articles
import JSON
import Testing

@testable import Rules
@testable import Scoring

@Suite struct RecordWriterTests {
  private let packs = [
    RecordWriter.PackReference(name: "desk/test", version: "1.0.0", digest: "sha256:00", signed: false)
  ]

  private func record(_ sample: Sample, _ unit: OffsetMap.Unit = .codepoints) -> String {
    var json = JSONWriter()
    RecordWriter(unit: unit, packs: packs, engine: "9.9").write(
      sample.evaluation, of: sample.article, sha256: "ab", to: &json)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  @Test func anEmptyRecordHasAllKeysInTheirOrder() {
    #expect(
      record(Sample("x")) == """
        {"schema":"assay.record/1","article":{"id":"sample","title":null,"published":null,"sha256":"ab"},"claims":[],"sentences":[],"scores":[],"totals":{},"diagnostics":[],"packs":[{"name":"desk/test","version":"1.0.0","digest":"sha256:00","signed":false}],"offsets":"codepoints","engine":"9.9"}

        """)
  }

  @Test func aFullRecordIsWrittenAsTheContractSays() {
    var sample = Sample("É 155 men left, Ann said.", title: "T\"\n")
    sample.article.published = "2025-04-09"
    var claim = sample.claim("Ann", "said", ["155 men left"], name: "Ann Poe", entity: "e1")
    claim.hedges = [sample.span("155")]
    claim.figures = [
      Claim.Figure(span: sample.span("155"), value: .exactly(155), unit: "men", bound: "about"),
      Claim.Figure(span: sample.span("155"), value: .range(0.5, 1e21), unit: nil, bound: "between"),
      Claim.Figure(span: sample.span("155"), value: .vague, unit: nil, bound: "vague"),
    ]
    claim.dates = [
      Claim.Date(span: sample.span("left"), value: "2025-04"),
      Claim.Date(span: sample.span("left"), value: nil),
    ]
    claim.evidence = .secondHand
    claim.relations = [Claim.Relation(kind: .denies, claim: 1)]
    claim.scores = [score(0.1 + 0.2, "b", spans: [sample.span("155")])]
    claim.totals = [Total(scale: "worth", value: 0.3)]
    var silent = sample.claim("Ann", "said", [], stance: .withholds, parent: 0)
    silent.source?.name = nil
    sample.evaluation.claims = [claim, silent, sample.claim(nil, nil, ["155 men left"], kind: .unattributed)]
    sample.evaluation.sentences = [
      ScoredSentence(span: sample.span("155 men left"), scores: [], totals: [Total(scale: "a", value: -1)])
    ]
    sample.evaluation.diagnostics = [
      EvaluationDiagnostic(slug: "clock", rule: "r", message: "m", traceback: ["t"]),
      EvaluationDiagnostic(severity: "notice", slug: "language", message: "m"),
    ]
    #expect(
      record(sample)
        == ##"{"schema":"assay.record/1","article":{"id":"sample","title":"T\"\n","published":"2025-04-09","sha256":"ab"},"##
        + ##""claims":[{"id":"c1","rule":"desk/test/said","type":"indirect","stance":"asserts","parent":null,"##
        + ##""source":{"spans":[{"start":16,"end":19,"text":"Ann"}],"name":"Ann Poe","entity":"e1"},"##
        + ##""cue":{"spans":[{"start":20,"end":24,"text":"said"}],"lemma":"said"},"##
        + ##""content":{"spans":[{"start":2,"end":14,"text":"155 men left"}]},"##
        + ##""hedges":[{"start":2,"end":5,"text":"155"}],"##
        + ##""figures":[{"start":2,"end":5,"value":155,"unit":"men","bound":"about"},"##
        + ##"{"start":2,"end":5,"value":[0.5,1e+21],"unit":null,"bound":"between"},"##
        + ##"{"start":2,"end":5,"value":null,"unit":null,"bound":"vague"}],"##
        + ##""dates":[{"start":10,"end":14,"value":"2025-04"},{"start":10,"end":14,"value":null}],"##
        + ##""evidence":{"status":"second-hand"},"relations":[{"type":"denies","claim":"c2"}],"##
        + ##""scores":[{"rule":"desk/test/rule","scale":"worth","points":0.30000000000000004,"because":"b","##
        + ##""spans":[{"start":2,"end":5,"text":"155"}]}],"totals":{"worth":0.3}},"##
        + ##"{"id":"c2","rule":"desk/test/said","type":"indirect","stance":"withholds","parent":"c1","##
        + ##""source":{"spans":[{"start":16,"end":19,"text":"Ann"}],"name":null,"entity":null},"##
        + ##""cue":{"spans":[{"start":20,"end":24,"text":"said"}],"lemma":"said"},"content":null,"##
        + ##""hedges":[],"figures":[],"dates":[],"evidence":{"status":"unstated"},"relations":[],"scores":[],"totals":{}},"##
        + ##"{"id":"c3","rule":"desk/test/said","type":"unattributed","stance":"asserts","parent":null,"source":null,"cue":null,"##
        + ##""content":{"spans":[{"start":2,"end":14,"text":"155 men left"}]},"##
        + ##""hedges":[],"figures":[],"dates":[],"evidence":{"status":"unstated"},"relations":[],"scores":[],"totals":{}}],"##
        + ##""sentences":[{"start":2,"end":14,"scores":[],"totals":{"a":-1}}],"scores":[],"totals":{},"##
        + ##""diagnostics":[{"severity":"error","slug":"clock","rule":"r","message":"m","limit":"clock","traceback":["t"]},"##
        + ##"{"severity":"notice","slug":"language","rule":null,"message":"m","traceback":[]}],"##
        + ##""packs":[{"name":"desk/test","version":"1.0.0","digest":"sha256:00","signed":false}],"##
        + ##""offsets":"codepoints","engine":"9.9"}"## + "\n")
  }

  @Test(arguments: [(OffsetMap.Unit.codepoints, 2), (.utf8, 5), (.utf16, 3)])
  func offsetsAreInTheUnitAskedFor(_ unit: OffsetMap.Unit, _ start: Int) {
    var sample = Sample("🚒 Ann said so.")
    sample.evaluation.claims = [sample.claim("Ann", "said", [])]
    #expect(
      record(sample, unit).contains(
        #""source":{"spans":[{"start":\#(start),"end":\#(start + 3),"text":"Ann"}]"#))
    #expect(record(sample, unit).contains(#""offsets":"\#(unit.rawValue)""#))
  }

  @Test func recordsFollowOneAnotherWithoutACommaBetween() {
    var json = JSONWriter()
    let writer = RecordWriter(unit: .utf8, packs: [], engine: "1")
    let sample = Sample("x")
    for _ in 1...2 { writer.write(sample.evaluation, of: sample.article, sha256: "ab", to: &json) }
    let lines = String(decoding: json.bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first == lines.last)
  }
}
