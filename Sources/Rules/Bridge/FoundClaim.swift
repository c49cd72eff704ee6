import Diagnostics
import LuaRuntime
import TextAnalysis

/// Reads what a `find` function returns: `{ source = …, cue = …, content = …, stance = … }`.
enum FoundClaim {
  static let fields = ["source", "cue", "content", "stance", "type", "evidence"]

  static func read(
    _ value: LuaValue, of rule: ExtractRule, row: Int, _ views: ArticleViews
  ) throws(AuthoringError) -> Candidate {
    guard let record = value.fields, !record.isEmpty else {
      throw AuthoringError("table with source, cue and content expected, got \(value.authorsTypeName)")
    }
    for field in record.keys.sorted() where !fields.contains(field) {
      let near = suggestion(for: field, among: fields)
      throw AuthoringError(
        "a claim has no field '\(field)'" + (near.map { " (did you mean '\($0)'?)" } ?? ""))
    }
    func ranges(_ field: String) throws(AuthoringError) -> [TokenRange] {
      guard let value = record[field], !value.isNil else { return [] }
      do throws(AuthoringError) {
        return RoleRanges.joined(try UnitRanges.ranges(of: value, in: views))
      } catch { throw AuthoringError("\(field): \(error.description)") }
    }
    guard
      var candidate = Candidate(
        of: rule, row: row, source: try ranges("source"), cue: try ranges("cue"),
        content: try ranges("content"), in: views.analysis)
    else { throw AuthoringError("a claim needs a content or a cue") }
    candidate.stance = try choice("stance", record) ?? rule.stance
    candidate.kind = try choice("type", record) ?? rule.kind
    candidate.evidence = try choice("evidence", record) ?? rule.evidence
    return candidate
  }

  private static func choice<Value: RawRepresentable & CaseIterable>(
    _ field: String, _ record: [String: LuaValue]
  ) throws(AuthoringError) -> Value? where Value.RawValue == String {
    guard let given = record[field], !given.isNil else { return nil }
    if let value = given.text.flatMap(Value.init(rawValue:)) { return value }
    let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
    throw AuthoringError(
      "\(field): one of \(known) expected, got \(given.text.map { "'\($0)'" } ?? given.authorsTypeName)")
  }
}
