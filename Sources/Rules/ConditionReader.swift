import Diagnostics
import LuaRuntime
import TextAnalysis

/// Reads the conditions of a rule: `contains(lexicon "hedges")`, `all { … }`, `is { stance = "denies" }`.
///
/// Conditions are plain tables, so this trusts nothing: whatever a table says is checked again.
struct ConditionReader {
  let pack: PackSource
  let patterns: PatternRegistry

  static let layers = SpanLayer.allCases.map(\.name)
  static let parts = Condition.Part.allCases.map(\.rawValue)

  func read(_ value: LuaValue, field: [String], _ fields: inout FieldReader) -> Condition? {
    guard let table = value.fields, table["is"] == .string("condition") else {
      // A bare pattern or lexicon is read as `contains` of it: there is nothing else it could mean.
      if let row = pattern(value, field: field, fields.rule.site) { return .contains(.content, pattern: row) }
      fields.report(
        "wrong-type", "\(name(field)): condition, pattern or lexicon expected, got \(value.authorsTypeName)", at: field,
        label: "for example contains(lexicon \"hedges\")")
      return nil
    }
    guard case .string(let test)? = table["test"] else {
      fields.report("wrong-type", "\(name(field)): condition expected, got table", at: field)
      return nil
    }
    switch test {
    case "contains": return readContains(table, field, &fields)
    case "has": return readHas(table, field, &fields)
    case "is": return readIs(table, field, &fields)
    case "all", "any":
      guard case .list(let items)? = table["conditions"], !items.isEmpty else {
        fields.report("empty-condition", "\(name(field)): list of conditions in braces expected, got none", at: field)
        return nil
      }
      var conditions: [Condition] = []
      for (index, item) in items.enumerated() {
        if let condition = read(item, field: field + ["\(index + 1)"], &fields) { conditions.append(condition) }
      }
      return conditions.count == items.count ? (test == "all" ? .all(conditions) : .any(conditions)) : nil
    case "lacks":
      return read(table["condition"] ?? .nil, field: field, &fields).map { .lacks($0) }
    default:
      fields.report("wrong-type", "\(name(field)): condition expected, got table", at: field)
      return nil
    }
  }

  private func readContains(
    _ table: [String: LuaValue], _ field: [String], _ fields: inout FieldReader
  ) -> Condition? {
    guard case .string(let placeName)? = table["place"], let place = Condition.Place(rawValue: placeName),
      let what = table["what"], let row = pattern(what, field: field, fields.rule.site)
    else {
      fields.report("wrong-type", "\(name(field)): pattern or lexicon expected, got table", at: field)
      return nil
    }
    return .contains(place, pattern: row)
  }

  private func readHas(_ table: [String: LuaValue], _ field: [String], _ fields: inout FieldReader) -> Condition? {
    guard case .string(let what)? = table["what"] else { return nil }
    if let layer = SpanLayer.allCases.first(where: { $0.name == what }) { return .has(.content, layer) }
    if let part = Condition.Part(rawValue: what) { return .present(part) }
    let known = Self.layers + Self.parts
    let near = suggestion(for: what, among: known)
    fields.report(
      "unknown-value", "has: one of \(known.joined(separator: ", ")) expected, got '\(what)'", at: field,
      label: near.map { "did you mean '\($0)'?" })
    return nil
  }

  private func readIs(_ table: [String: LuaValue], _ field: [String], _ fields: inout FieldReader) -> Condition? {
    guard case .record(let values)? = table["values"], !values.isEmpty else {
      fields.report("empty-condition", "is: at least one value expected, got none", at: field,
        label: "for example is { stance = \"denies\" }")
      return nil
    }
    var conditions: [Condition] = []
    for key in values.keys.sorted() {
      let given: [String]
      switch values[key] {
      case .string(let text)?: given = [text]
      case .list(let items)?:
        given = items.compactMap { if case .string(let text) = $0 { text } else { nil } }
        guard given.count == items.count else {
          fields.report("wrong-type", "is: list of strings expected for '\(key)'", at: field)
          return nil
        }
      default:
        fields.report("wrong-type", "is: string expected for '\(key)'", at: field)
        return nil
      }
      switch key {
      case "stance":
        conditions.append(.stance(given.compactMap { fields.choice($0, of: Claim.Stance.self, field: field.joined(separator: ".")) }))
      case "type":
        conditions.append(.kind(given.compactMap { fields.choice($0, of: Claim.Kind.self, field: field.joined(separator: ".")) }))
      case "evidence":
        conditions.append(.evidence(given.compactMap { fields.choice($0, of: Claim.Evidence.self, field: field.joined(separator: ".")) }))
      case "region": conditions.append(.region(given))
      default:
        let known = ["stance", "type", "evidence", "region"]
        let near = suggestion(for: key, among: known)
        fields.report("unknown-field", "is: a claim has no '\(key)'", at: field,
          label: near.map { "did you mean '\($0)'?" } ?? "one of \(known.joined(separator: " "))")
        return nil
      }
    }
    return conditions.count == 1 ? conditions[0] : .all(conditions)
  }

  /// Registers the pattern that a string, lexicon or compiled pattern stands for.
  private func pattern(_ value: LuaValue, field: [String], _ site: DeclarationSite) -> Int? {
    switch value {
    case .string(let text):
      return patterns.add(text, pack: pack.name, site: site, path: field)
    case .record(let table):
      switch table["is"] {
      case .string("lexicon"):
        guard case .string(let name)? = table["name"] else { return nil }
        return patterns.add(lexicon: pack.lexiconName(name))
      case .string("pattern"):
        guard case .integer(let row)? = table["row"] else { return nil }
        return patterns.existing(Int(row))
      default: return nil
      }
    default: return nil
    }
  }

  private func name(_ field: [String]) -> String { field.first ?? "match" }
}
