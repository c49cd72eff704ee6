import Articles
import Diagnostics
import LuaRuntime
import TextAnalysis

/// Reads the conditions of a rule: `contains(lexicon "hedges")`, `all { … }`, `is { stance = "denies" }`.
///
/// Conditions are plain tables, so this trusts nothing: whatever a table says is checked.
struct ConditionReader {
  /// What the condition is asked of, which decides what may be asked.
  enum Subject: String {
    case claim, sentence, article
    /// A match of an `extract` rule, which is no claim yet.
    case match
  }

  let pack: PackSource
  let patterns: PatternRegistry
  let subject: Subject
  /// The field that holds the condition: `match` or `where`.
  let field: String

  static let layers = SpanLayer.allCases.map(\.name)

  func read(_ value: LuaValue, _ fields: inout FieldReader) -> Condition? {
    read(value, at: [field], in: field, &fields)
  }

  /// Reads the value at `path`, which stands in the braces or parentheses of `word`.
  private func read(
    _ value: LuaValue, at path: [String], in word: String, _ fields: inout FieldReader
  ) -> Condition? {
    guard let table = value.fields, table["is"] == .string("condition"),
      case .string(let test)? = table["test"]
    else {
      // A bare pattern or lexicon is read as `contains` of it: there is nothing else it could mean.
      if let row = pattern(value, at: path, fields.rule.site) { return .contains(.content, pattern: row) }
      fields.report(
        "wrong-type", "\(word): condition, pattern or lexicon expected, got \(value.authorsTypeName)",
        at: path,
        label: Self.hint(value))
      return nil
    }
    switch test {
    case "contains": return readContains(table, path, &fields)
    case "has": return readHas(table["what"] ?? .nil, path, &fields)
    case "is": return readIs(table["values"] ?? .nil, path, &fields)
    case "all", "any": return readList(table["conditions"] ?? .nil, of: test, path, &fields)
    case "lacks": return read(table["condition"] ?? .nil, at: path, in: test, &fields).map { .lacks($0) }
    default:
      fields.report("wrong-type", "\(word): condition expected, got table", at: path)
      return nil
    }
  }

  private func readList(
    _ value: LuaValue, of test: String, _ path: [String], _ fields: inout FieldReader
  ) -> Condition? {
    guard case .list(let items) = value else {
      fields.report(
        "wrong-type", "\(test): list of conditions in braces expected, got \(value.authorsTypeName)",
        at: path,
        label: "write \(test) { …, … }")
      return nil
    }
    if items.isEmpty {
      fields.report("empty-condition", "\(test): at least one condition expected, got none", at: path)
      return nil
    }
    var conditions: [Condition] = []
    for (index, item) in items.enumerated() {
      if let condition = read(item, at: path + ["\(index + 1)"], in: test, &fields) {
        conditions.append(condition)
      }
    }
    return conditions.count == items.count ? (test == "all" ? .all(conditions) : .any(conditions)) : nil
  }

  private func readContains(
    _ table: [String: LuaValue], _ path: [String], _ fields: inout FieldReader
  ) -> Condition? {
    guard case .string(let name)? = table["place"], let place = Condition.Place(rawValue: name) else {
      fields.report("wrong-type", "\(field): condition expected, got table", at: path)
      return nil
    }
    let word = place == .content ? "contains" : name
    let what = table["what"] ?? .nil
    guard let row = pattern(what, at: path, fields.rule.site) else {
      fields.report(
        "wrong-type", "\(word): pattern or lexicon expected, got \(what.authorsTypeName)", at: path)
      return nil
    }
    if place != .content, subject == .sentence || subject == .article {
      refuse(
        word, "has no \(name) of its own", path, "write contains(…), which looks at all its words", &fields)
    }
    return .contains(place, pattern: row)
  }

  private func readHas(_ value: LuaValue, _ path: [String], _ fields: inout FieldReader) -> Condition? {
    let known = Self.layers + Condition.Part.allCases.map(\.rawValue)
    guard case .string(let what) = value else {
      fields.report(
        "wrong-type", "has: name in quotation marks expected, got \(value.authorsTypeName)", at: path,
        label: "one of \(known.joined(separator: " "))")
      return nil
    }
    if let layer = SpanLayer(named: what) { return .has(.content, layer) }
    guard let part = Condition.Part(rawValue: what) else {
      let near = suggestion(for: what, among: known)
      fields.report(
        "unknown-value", "has: one of \(known.joined(separator: ", ")) expected, got '\(what)'", at: path,
        label: near.map { "did you mean '\($0)'?" })
      return nil
    }
    switch (subject, part) {
    case (.claim, _), (.match, .source), (.match, .cue), (.match, .content): break
    case (.match, _):
      refuse(
        "has", "has no \(what) before all claims are found", path, "a score rule can ask for it", &fields)
    default:
      refuse(
        "has", "has no \(what) of its own", path, "one of \(Self.layers.joined(separator: " "))", &fields)
    }
    return .present(part)
  }

  private func readIs(_ value: LuaValue, _ path: [String], _ fields: inout FieldReader) -> Condition? {
    let example = "write is { stance = \"denies\" }"
    if value.items?.isEmpty == true, value.fields?.isEmpty != false {
      fields.report("empty-condition", "is: at least one value expected, got none", at: path, label: example)
      return nil
    }
    guard case .record(let values) = value else {
      fields.report(
        "wrong-type", "is: values with names expected, got \(value.authorsTypeName)", at: path, label: example
      )
      return nil
    }
    var conditions: [Condition] = []
    for key in values.keys.sorted() {
      guard let given = texts(values[key] ?? .nil, key, path, &fields) else { continue }
      // One that only a claim has.
      if subject != .claim, key == "stance" || key == "type" || key == "evidence" {
        refuse(
          "is", "has no \(key)", path,
          subject == .match
            ? "every claim of this rule has the \(key) the rule says" : "only claims have one", &fields)
      }
      switch key {
      case "stance":
        conditions.append(
          .stance(given.compactMap { fields.choice($0, of: Claim.Stance.self, named: key, at: path) }))
      case "type":
        conditions.append(
          .kind(given.compactMap { fields.choice($0, of: Claim.Kind.self, named: key, at: path) }))
      case "evidence":
        conditions.append(
          .evidence(given.compactMap { fields.choice($0, of: Claim.Evidence.self, named: key, at: path) }))
      case "region":
        conditions.append(
          .region(given.compactMap { fields.choice($0, of: Block.Region.self, named: key, at: path) }))
      default:
        let known = ["stance", "type", "evidence", "region"]
        let near = suggestion(for: key, among: known)
        fields.report(
          "unknown-field", "is: a \(subject.rawValue) has no '\(key)'", at: path,
          label: near.map { "did you mean '\($0)'?" } ?? "one of \(known.joined(separator: " "))")
      }
    }
    return conditions.count == 1 ? conditions[0] : .all(conditions)
  }

  private func texts(_ value: LuaValue, _ key: String, _ path: [String], _ fields: inout FieldReader)
    -> [String]?
  {
    switch value {
    case .string(let text): return [text]
    case .list(let items) where !items.isEmpty && items.allSatisfy({ $0.text != nil }):
      return items.compactMap(\.text)
    default:
      fields.report(
        "wrong-type", "is: string or list of strings expected for '\(key)', got \(value.authorsTypeName)",
        at: path)
      return nil
    }
  }

  private func refuse(
    _ word: String, _ why: String, _ path: [String], _ label: String, _ fields: inout FieldReader
  ) {
    let article = subject == .article ? "an" : "a"
    fields.report("never-holds", "\(word): \(article) \(subject.rawValue) \(why)", at: path, label: label)
  }

  /// Registers the pattern that a string, lexicon or compiled pattern stands for.
  private func pattern(_ value: LuaValue, at path: [String], _ site: DeclarationSite) -> Int? {
    switch value {
    case .string(let text):
      return patterns.add(text, pack: pack.name, site: site, path: path)
    case .record(let table):
      switch table["is"] {
      case .string("lexicon"):
        guard case .string(let name)? = table["name"] else { return nil }
        // A lexicon that is not there has its own diagnostic, at its own place.
        return patterns.row(ofLexicon: pack.lexiconName(name)) ?? patterns.missing
      case .string("pattern"):
        guard case .integer(let row)? = table["row"] else { return nil }
        return patterns.existing(Int(row))
      default: return nil
      }
    default: return nil
    }
  }

  private static func hint(_ value: LuaValue) -> String? {
    switch value {
    case .function: "a function belongs into 'weigh' or 'where'"
    case .list: "join conditions with all { … } or any { … }"
    default: "for example contains(lexicon \"hedges\")"
    }
  }
}
