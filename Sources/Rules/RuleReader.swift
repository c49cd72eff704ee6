// From a table in a rule file to a rule the evaluator runs.

import Diagnostics
import LuaRuntime
import Patterns
import TextAnalysis

/// Reads the declarations of one pack. Patterns are only registered here; they are compiled together
/// once all packs are read.
struct RuleReader {
  static let extractFields = ["doc", "on", "match", "find", "where", "stance", "type", "evidence", "rank"]
  static let scoreFields = ["doc", "on", "scale", "match", "weigh", "points", "because"]
  static let scaleFields = ["doc", "link", "base", "because"]

  var pack: PackSource
  var packRow: Int
  let patterns: PatternRegistry
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var headers: [RuleHeader]
  private(set) var extractRules: [ExtractRule] = []
  private(set) var scoreRules: [ScoreRule] = []
  private(set) var scales: [Scale] = []
  /// Where each rule name of this pack was first declared.
  private var declared: [String: Diagnostic.Place] = [:]

  init(pack: PackSource, packRow: Int, headers: [RuleHeader], patterns: PatternRegistry) {
    self.pack = pack
    self.packRow = packRow
    self.headers = headers
    self.patterns = patterns
  }

  mutating func read(_ declaration: DeclaredRule) {
    var fields = FieldReader(declaration)
    defer { diagnostics += fields.diagnostics }
    guard accept(name: declaration, &fields) else { return }
    switch declaration.verb {
    case "extract": readExtract(&fields)
    case "score": readScore(&fields)
    case "scale": readScale(&fields)
    default:
      fields.report("misplaced", "\(fields.title) does not belong into a rule file", at: [],
        label: declaration.verb == "test" ? "move it into a file that ends in _test.lua" : nil)
    }
  }

  private mutating func accept(name declaration: DeclaredRule, _ fields: inout FieldReader) -> Bool {
    let name = declaration.name
    let place = declaration.site.place(of: [])
    if !isRuleName(name) {
      fields.report(
        "bad-name", "\(declaration.verb): name of lower-case words joined by '-' expected, got '\(name)'", at: [],
        label: suggestedName(for: name).map { "for example \"\($0)\"" })
      return false
    }
    if declaration.verb == "scale" { return true }
    if let first = declared[name] {
      fields.report(
        "duplicate-rule", "rule '\(name)' is declared twice in pack '\(pack.name)'", at: [],
        label: "first declared at \(first.file):\(first.line)")
      return false
    }
    declared[name] = place
    return true
  }

  private mutating func header(_ fields: inout FieldReader) -> RuleHeader {
    let declaration = fields.rule
    let doc = fields.string("doc")
    if doc == nil, !fields.has("doc") {
      fields.report(
        "no-doc", "rule '\(declaration.name)' has no 'doc'", at: [], severity: .warning,
        label: "say in a sentence what it finds")
    }
    let place = declaration.site.place(of: [])
    let header = RuleHeader(
      id: "\(pack.name)/\(declaration.name)", row: headers.count, pack: packRow, doc: doc ?? "",
      file: place.file, line: place.line)
    headers.append(header)
    return header
  }

  // MARK: extract

  private mutating func readExtract(_ fields: inout FieldReader) {
    fields.refuseUnknown(known: Self.extractFields)
    let header = header(&fields)
    let unit = fields.choice("on", Unit.self)
    if unit == .claim {
      fields.report("unknown-value", "on: extract finds claims and cannot look at them", at: ["on"],
        label: "one of sentence, quotation, paragraph, article")
    }
    let stance = fields.choice("stance", Claim.Stance.self) ?? .asserts
    let kind = fields.choice("type", Claim.Kind.self)
    let evidence = fields.choice("evidence", Claim.Evidence.self)
    let rank = fields.number("rank") ?? 0
    let finder = extractFinder(&fields, unit: unit)
    var demand: Condition?
    var hasWhereFunction = false
    if let value = fields.rule.fields["where"] {
      if case .function = value {
        hasWhereFunction = true
      } else {
        let conditions = ConditionReader(pack: pack, patterns: patterns)
        demand = conditions.read(value, field: ["where"], &fields)
      }
    }
    guard let finder else { return }
    extractRules.append(
      ExtractRule(
        header: header, finder: finder, demand: demand, hasWhereFunction: hasWhereFunction, stance: stance,
        kind: kind, evidence: evidence, rank: rank))
  }

  private mutating func extractFinder(_ fields: inout FieldReader, unit: Unit?) -> ExtractRule.Finder? {
    switch (fields.rule.fields["match"], fields.rule.fields["find"]) {
    case (nil, nil):
      fields.report(
        "missing-field", "\(fields.title) has neither 'match' nor 'find'", at: [],
        label: "say what it looks for",
        help: ["for example: match = [[ source:<np> cue:said content:.. $ ]]"])
      return nil
    case (.some, .some):
      fields.report(
        "conflicting-fields", "\(fields.title) has both 'match' and 'find'", at: ["find"],
        label: "keep one of them")
      return nil
    case (let match?, nil):
      guard case .string(let text) = match else {
        fields.mismatch("match", "pattern", match)
        return nil
      }
      if unit != nil, unit != .sentence, unit != .claim {
        fields.report(
          "conflicting-fields", "on: a pattern always looks at a sentence", at: ["on"],
          label: "leave 'on' out, or use 'find'")
      }
      let row = patterns.add(search: text, pack: pack.name, site: fields.rule.site, path: ["match"])
      requireRoles(row, fields)
      return .pattern(row)
    case (nil, let find?):
      guard case .function = find else {
        fields.mismatch("find", "function", find)
        return nil
      }
      return .function(unit ?? .sentence)
    }
  }

  /// A claim needs a content, or at least the cue of an act.
  private func requireRoles(_ row: Int, _ fields: FieldReader) {
    let title = fields.title, place = fields.rule.site.place(of: ["match"])
    patterns.check { set in
      guard set.isUsable(row) else { return nil }
      let roles = set.roles(of: row)
      if roles.contains("content") || roles.contains("cue") { return nil }
      let near = roles.lazy.compactMap { role in
        suggestion(for: role, among: ["content", "cue", "source"]).map { (role, $0) }
      }.first
      return Diagnostic(
        .error, "missing-role", "\(title): match names neither 'content' nor 'cue'", at: place,
        label: near.map { "'\($0.0):' – did you mean '\($0.1):'?" } ?? "put content: before the part that is claimed")
    }
  }

  // MARK: score

  private mutating func readScore(_ fields: inout FieldReader) {
    fields.refuseUnknown(known: Self.scoreFields)
    let header = header(&fields)
    let unit = fields.choice("on", Unit.self) ?? .claim
    if unit != .claim, unit != .sentence, unit != .article {
      fields.report("unknown-value", "on: one of claim, sentence, article expected, got '\(unit.rawValue)'", at: ["on"])
    }
    let scale = fields.string("scale")
    if scale == nil, !fields.has("scale") {
      fields.report("missing-field", "\(fields.title) has no 'scale'", at: [],
        label: "name the total its points add to", help: ["for example: scale = \"check-worthiness\""])
    }
    let because = fields.string("because")
    var points = fields.number("points")
    var weigher: ScoreRule.Weigher?
    switch (fields.rule.fields["match"], fields.rule.fields["weigh"]) {
    case (.some, .some):
      fields.report("conflicting-fields", "\(fields.title) has both 'match' and 'weigh'", at: ["weigh"],
        label: "keep one of them")
    case (nil, let weigh?):
      if case .function = weigh { weigher = .function } else { fields.mismatch("weigh", "function", weigh) }
      if points != nil {
        fields.report("conflicting-fields", "\(fields.title): 'weigh' returns the points itself", at: ["points"],
          label: "leave 'points' out")
      }
      points = 0
    case (let match?, nil):
      let conditions = ConditionReader(pack: pack, patterns: patterns)
      if let condition = conditions.read(match, field: ["match"], &fields) { weigher = .condition(condition) }
    case (nil, nil):
      weigher = .always
    }
    if fields.has("weigh") == false {
      if points == nil, !fields.has("points") {
        fields.report("missing-field", "\(fields.title) has no 'points'", at: [], label: "say how much it weighs")
      }
      if because == nil, !fields.has("because") {
        fields.report("missing-field", "\(fields.title) has no 'because'", at: [],
          label: "give the reader of the article a reason")
      }
    }
    let reason = Reason(because ?? "")
    if case .condition(let condition) = weigher {
      checkPlaces(of: reason, condition, fields)
    } else {
      checkPlaces(of: reason, nil, fields)
    }
    guard let weigher, let scale, let points else { return }
    scoreRules.append(
      ScoreRule(header: header, unit: unit, scale: scale, weigher: weigher, points: points, because: reason))
  }

  /// Places of a reason that nothing can fill. Labels of the rule's own patterns are known once they are compiled.
  private func checkPlaces(of reason: Reason, _ condition: Condition?, _ fields: FieldReader) {
    let known = ["match", "source", "cue", "content", "lemma", "name", "figure", "date"]
    let rows = condition?.patterns ?? []
    for name in reason.places where !known.contains(name) {
      let place = fields.rule.site.place(of: ["because"])
      patterns.check { set in
        let labels = rows.flatMap { set.roles(of: $0) }
        if labels.contains(name) { return nil }
        let near = suggestion(for: name, among: known + labels)
        let all = (known + labels).map { "{\($0)}" }.joined(separator: " ")
        return Diagnostic(
          .error, "unknown-place", "because: nothing is called '{\(name)}'", at: place,
          label: near.map { "did you mean '{\($0)}'?" } ?? "one of \(all)")
      }
    }
  }

  // MARK: scale

  private mutating func readScale(_ fields: inout FieldReader) {
    fields.refuseUnknown(known: Self.scaleFields)
    _ = fields.string("doc")
    let link = fields.choice("link", Scale.Link.self) ?? .sum
    let base = fields.number("base") ?? 0
    let because = fields.string("because") ?? "where every total of this scale starts"
    let name = fields.rule.name
    if scales.contains(where: { $0.name == name }) {
      fields.report("duplicate-rule", "scale '\(name)' is declared twice in pack '\(pack.name)'", at: [])
      return
    }
    scales.append(
      Scale(name: name, link: link, base: base, baseRule: "\(pack.name)/base", baseReason: because))
  }
}

/// `lone-figure`: lower-case letters, digits and single hyphens, a letter first.
public func isRuleName(_ name: String) -> Bool {
  guard let first = name.utf8.first, (97...122).contains(first), name.utf8.count <= 64 else { return false }
  var previous: UInt8 = 0
  for byte in name.utf8 {
    guard (97...122).contains(byte) || (48...57).contains(byte) || (byte == 45 && previous != 45) else { return false }
    previous = byte
  }
  return previous != 45
}

func suggestedName(for name: String) -> String? {
  let mended = name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
  let words = String(mended).split(separator: "-").joined(separator: "-")
  return isRuleName(words) ? words : nil
}
