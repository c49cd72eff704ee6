// From a table in a rule file to a rule the evaluator runs.

import Diagnostics
import LuaRuntime
import Patterns
import TextAnalysis

/// Reads the declarations of one pack. Patterns are only registered here; they are compiled together
/// once all packs are read.
struct RuleReader {
  static let extractFields = [
    "doc", "on", "match", "find", "where", "stance", "type", "evidence", "rank", "nested", "upto",
  ]
  static let scoreFields = ["doc", "on", "scale", "match", "each", "weigh", "points", "because"]
  static let scaleFields = ["doc", "link", "base", "because", "article", "keep"]

  /// The fields of each verb of a rule file.
  static let fields = ["extract": extractFields, "score": scoreFields, "scale": scaleFields]

  var pack: PackSource
  var packRow: Int
  let patterns: PatternRegistry
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var headers: [RuleHeader]
  private(set) var extractRules: [ExtractRule] = []
  private(set) var scoreRules: [ScoreRule] = []
  private(set) var scales: [Scale] = []
  /// The scales that rules add to, with the place of the name.
  private(set) var scaleUses: [(name: String, rule: String, place: Diagnostic.Place)] = []
  /// Where each rule name of this pack was first declared.
  private var declared: [String: Diagnostic.Place] = [:]
  private var declaredScales: [String: Diagnostic.Place] = [:]

  init(pack: PackSource, packRow: Int, headers: [RuleHeader], patterns: PatternRegistry) {
    self.pack = pack
    self.packRow = packRow
    self.headers = headers
    self.patterns = patterns
  }

  mutating func read(_ declaration: DeclaredRule) {
    var fields = FieldReader(declaration)
    defer { diagnostics += fields.diagnostics }
    guard Self.fields[declaration.verb] != nil else {
      fields.report(
        "misplaced", "\(fields.title) does not belong into a rule file", at: [],
        label: declaration.verb == "test" ? "move it into a file that ends in _test.lua" : nil)
      return
    }
    guard accept(name: declaration, &fields) else { return }
    switch declaration.verb {
    case "extract": readExtract(&fields)
    case "score": readScore(&fields)
    default: readScale(&fields)
    }
  }

  private mutating func accept(name declaration: DeclaredRule, _ fields: inout FieldReader) -> Bool {
    let name = declaration.name
    let place = declaration.site.place(of: [])
    if !isRuleName(name) {
      fields.report(
        "bad-name", "\(declaration.verb): name of lower-case words joined by '-' expected, got '\(name)'",
        at: [],
        label: suggestedName(for: name).map { "for example \"\($0)\"" })
      return false
    }
    if declaration.verb == "scale" { return true }
    if name == "base" {
      fields.report(
        "bad-name", "a rule cannot be called 'base'", at: [],
        label: "the intercepts of scales are shown under this name")
      return false
    }
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
    let unit = fields.unit(among: [.sentence, .quotation, .paragraph, .article])
    let stance = fields.choice("stance", Claim.Stance.self) ?? .asserts
    let kind = fields.choice("type", Claim.Kind.self)
    let evidence = fields.choice("evidence", Claim.Evidence.self)
    let rank = fields.number("rank") ?? 0
    let nesting = nesting(&fields)
    let limit = limit(&fields)
    let finder = extractFinder(&fields, unit: unit)
    var demand: Condition?
    var hasWhereFunction = false
    if let value = fields.rule.fields["where"] {
      if case .function = value {
        hasWhereFunction = true
      } else {
        let conditions = ConditionReader(pack: pack, patterns: patterns, subject: .match, field: "where")
        demand = conditions.read(value, &fields)
      }
    }
    guard let finder else { return }
    extractRules.append(
      ExtractRule(
        header: header, finder: finder, demand: demand, hasWhereFunction: hasWhereFunction, stance: stance,
        kind: kind, evidence: evidence, rank: rank, nesting: nesting, limit: limit))
  }

  private mutating func nesting(_ fields: inout FieldReader) -> ExtractRule.Nesting {
    guard let value = fields.rule.fields["nested"] else { return .always }
    switch value {
    case .boolean(let mayNest): return mayNest ? .always : .never
    case .string(ExtractRule.secondHand): return .secondHand
    default:
      fields.mismatch("nested", "true, false or \"\(ExtractRule.secondHand)\"", value)
      return .always
    }
  }

  /// The pattern at which a content ends.
  private mutating func limit(_ fields: inout FieldReader) -> Int? {
    guard let value = fields.rule.fields["upto"] else { return nil }
    guard case .string(let text) = value else {
      fields.mismatch("upto", "pattern", value)
      return nil
    }
    return patterns.add(text, pack: pack.name, site: fields.rule.site, path: ["upto"])
  }

  private mutating func extractFinder(_ fields: inout FieldReader, unit: Unit?) -> ExtractRule.Finder? {
    switch (fields.rule.fields["match"], fields.rule.fields["find"]) {
    case (nil, nil):
      if fields.has("match") || fields.has("find") { return nil }
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
      if unit != nil, unit != .sentence {
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
        label: near.map { "'\($0.0):' – did you mean '\($0.1):'?" }
          ?? "put content: before the part that is claimed")
    }
  }

  // MARK: score

  private mutating func readScore(_ fields: inout FieldReader) {
    fields.refuseUnknown(known: Self.scoreFields)
    let header = header(&fields)
    let units = fields.units(among: [.claim, .sentence, .article]) ?? [.claim]
    let scale = fields.string("scale")
    if scale == nil, !fields.has("scale") {
      fields.report(
        "missing-field", "\(fields.title) has no 'scale'", at: [],
        label: "name the total its points add to", help: ["for example: scale = \"check-worthiness\""])
    }
    if let scale {
      scaleUses.append((scale, fields.rule.name, fields.rule.site.place(of: ["scale"])))
    }
    let because = fields.string("because")
    var points = fields.number("points")
    var weigher: ScoreRule.Weigher?
    var condition: Condition?
    if let match = fields.rule.fields["match"] {
      // Without knowing what it weighs, what it may ask is not known either.
      let subject: ConditionReader.Subject =
        if units.contains(.article) { .article } else if units.contains(.sentence) { .sentence } else {
          .claim
        }
      let conditions = ConditionReader(pack: pack, patterns: patterns, subject: subject, field: "match")
      condition = conditions.read(match, &fields)
    }
    if let weigh = fields.rule.fields["weigh"] {
      if case .function = weigh {
        weigher = .function(where: condition)
      } else {
        fields.mismatch("weigh", "function", weigh)
      }
      if points != nil {
        fields.report(
          "conflicting-fields", "\(fields.title): 'weigh' returns the points itself", at: ["points"],
          label: "leave 'points' out")
      }
      if because != nil {
        fields.report(
          "conflicting-fields", "\(fields.title): 'weigh' returns the reason itself", at: ["because"],
          label: "leave 'because' out")
      }
      points = 0
    } else if fields.has("match") {
      weigher = condition.map { .condition($0) }
    } else {
      weigher = .always
    }
    if fields.has("weigh") == false {
      if points == nil, !fields.has("points") {
        fields.report(
          "missing-field", "\(fields.title) has no 'points'", at: [], label: "say how much it weighs")
      }
      if because == nil, !fields.has("because") {
        fields.report(
          "missing-field", "\(fields.title) has no 'because'", at: [],
          label: "give the reader of the article a reason")
      }
    }
    let reason = Reason(because ?? "")
    let isCounted = isCounted(weigher, &fields)
    switch weigher {
    case .condition(let condition)?:
      checkPlaces(of: reason, condition, units, isCounted: isCounted, &fields)
    case .always?: checkPlaces(of: reason, nil, units, &fields)
    case .function?, nil: break
    }
    guard let weigher, let scale, let points else { return }
    scoreRules.append(
      ScoreRule(
        header: header, units: units, scale: scale, weigher: weigher, points: points, because: reason,
        isCounted: isCounted))
  }

  /// Whether the points are given for every match.
  private func isCounted(_ weigher: ScoreRule.Weigher?, _ fields: inout FieldReader) -> Bool {
    guard let value = fields.rule.fields["each"] else { return false }
    guard case .boolean(let isCounted) = value else {
      fields.mismatch("each", "true or false", value)
      return false
    }
    // What is wrong with a missing or broken condition has been said.
    guard isCounted, let weigher else { return isCounted }
    if case .condition(let condition) = weigher, condition.isCountable { return true }
    fields.report(
      "conflicting-fields", "each: only the matches of one pattern, lexicon or layer can be counted",
      at: ["each"], label: "match = contains(…) or match = has \"figure\" can be",
      help: ["rules that add to the same scale can count one thing each"])
    return false
  }

  /// Refuses places of a reason that nothing can fill. Labels of the rule's own patterns are known once they are
  /// compiled.
  private func checkPlaces(
    of reason: Reason, _ condition: Condition?, _ units: [Unit], isCounted: Bool = false,
    _ fields: inout FieldReader
  ) {
    let ofClaims = ["source", "cue", "lemma", "name", "figure", "date"]
    let other = units.first { $0 != .claim }
    let known = ["match", "content"] + (isCounted ? ["count"] : []) + (other == nil ? ofClaims : [])
    let rows = condition?.patterns ?? []
    for name in reason.places {
      if name == "match", condition?.hasWords != true {
        fields.report(
          "unknown-place", "because: the rule looks for no words, so nothing fills '{match}'",
          at: ["because"],
          label: other == nil ? "did you mean '{content}'?" : nil)
      } else if let other, ofClaims.contains(name), rows.isEmpty {
        fields.report(
          "unknown-place", "because: \(other == .article ? "an" : "a") \(other.rawValue) has no '{\(name)}'",
          at: ["because"],
          label: "only claims have one")
      } else if !known.contains(name) {
        checkLabel(name, rows, known, fields)
      }
    }
  }

  private func checkLabel(_ name: String, _ rows: [Int], _ known: [String], _ fields: FieldReader) {
    let place = fields.rule.site.place(of: ["because"])
    patterns.check { set in
      // A pattern that is wrong itself may have the label.
      guard rows.allSatisfy(set.isUsable) else { return nil }
      let labels = rows.flatMap { set.roles(of: $0) }
      if labels.contains(name) { return nil }
      let near = suggestion(for: name, among: known + labels)
      let all = (known + labels).map { "{\($0)}" }.joined(separator: " ")
      return Diagnostic(
        .error, "unknown-place", "because: nothing is called '{\(name)}'", at: place,
        label: near.map { "did you mean '{\($0)}'?" },
        help: near == nil ? ["what can be filled in: \(all)"] : [])
    }
  }

  // MARK: scale

  private mutating func readScale(_ fields: inout FieldReader) {
    fields.refuseUnknown(known: Self.scaleFields)
    _ = fields.string("doc")
    let link = fields.choice("link", Scale.Link.self) ?? .sum
    let base = fields.number("base") ?? 0
    let keep = fields.number("keep")
    let article = fields.choice("article", Scale.ArticleTotal.self) ?? .own
    let because = fields.string("because") ?? "where every total of this scale starts"
    let name = fields.rule.name
    if let first = declaredScales[name] {
      fields.report(
        "duplicate-rule", "scale '\(name)' is declared twice in pack '\(pack.name)'", at: [],
        label: "first declared at \(first.file):\(first.line)")
      return
    }
    declaredScales[name] = fields.rule.site.place(of: [])
    scales.append(
      Scale(
        name: name, link: link, article: article, keep: keep, base: base, pack: pack.name, baseReason: because
      ))
  }
}

/// `lone-figure`: lower-case letters, digits and single hyphens, a letter first.
public func isRuleName(_ name: String) -> Bool {
  guard let first = name.utf8.first, (97...122).contains(first), name.utf8.count <= 64 else { return false }
  var previous: UInt8 = 0
  for byte in name.utf8 {
    guard (97...122).contains(byte) || (48...57).contains(byte) || (byte == 45 && previous != 45) else {
      return false
    }
    previous = byte
  }
  return previous != 45
}

func suggestedName(for name: String) -> String? {
  let mended = name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
  let words = String(mended).split(separator: "-").joined(separator: "-")
  return isRuleName(words) ? words : nil
}
