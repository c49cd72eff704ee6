// Reads the table behind a verb. Every mistake becomes a diagnostic at the field's own place, and
// reading goes on, so that an author sees all of them at once.

import Diagnostics
import LuaRuntime

/// A declaration as it came out of Lua: `extract "rejected" { … }`.
struct DeclaredRule {
  var verb: String
  var name: String
  /// The values without a name, in order.
  var items: [LuaValue]
  var fields: [String: LuaValue]
  /// Where its parts stand in the file.
  var site: DeclarationSite
}

/// Reads the fields of one declaration and collects what is wrong with them.
struct FieldReader {
  let rule: DeclaredRule
  private(set) var diagnostics: [Diagnostic] = []
  /// Fields that a misspelled one was probably meant to be: they are not missing.
  private var meant: Set<String> = []

  init(_ rule: DeclaredRule) { self.rule = rule }

  var title: String { "\(rule.verb) '\(rule.name)'" }

  /// What the verb declares: `rule`, `scale` or `test`.
  private var kind: String { rule.verb == "scale" || rule.verb == "test" ? rule.verb : "rule" }

  /// Whether the field is there, or there under a misspelled name, which is reported.
  func has(_ field: String) -> Bool { rule.fields[field] != nil || meant.contains(field) }

  mutating func report(
    _ slug: String, _ message: String, at path: [String], severity: Diagnostic.Severity = .error,
    label: String? = nil, help: [String] = []
  ) {
    diagnostics.append(
      Diagnostic(severity, slug, message, at: rule.site.place(of: path), label: label, help: help))
  }

  mutating func add(_ more: [Diagnostic]) { diagnostics += more }

  /// Reports each field that `known` does not list.
  mutating func refuseUnknown(known: [String]) {
    for field in rule.fields.keys.sorted() where !known.contains(field) {
      let near = suggestion(for: field, among: known)
      if let near { meant.insert(near) }
      diagnostics.append(
        Diagnostic(
          .error, "unknown-field", "\(kind) '\(rule.name)' has no field '\(field)'",
          at: rule.site.keyPlace(of: [field]),
          label: near.map { "did you mean '\($0)'?" } ?? "not a field of \(rule.verb)",
          help: near == nil ? ["fields of \(rule.verb): \(known.joined(separator: " "))"] : []))
    }
    if !rule.items.isEmpty, rule.verb != "test" {
      report(
        "unnamed-value", "\(title): value without a field name", at: ["1"],
        label: "write 'doc = …' or another field's name before it")
    }
  }

  /// The text of a field, or nil when it is absent or wrong.
  mutating func string(_ field: String) -> String? {
    guard let value = rule.fields[field] else { return nil }
    if case .string(let text) = value { return text }
    mismatch(field, "string", value)
    return nil
  }

  mutating func number(_ field: String) -> Double? {
    guard let value = rule.fields[field] else { return nil }
    switch value {
    case .integer(let number): return Double(number)
    case .number(let number) where number.isFinite: return number
    case .number(let number):
      report(
        "not-finite", "\(field): finite number expected, got \(number.isNaN ? "nan" : "infinity")",
        at: [field])
      return nil
    default:
      mismatch(field, "number", value)
      return nil
    }
  }

  /// The units a rule looks at, of those its verb can look at: one, or a list of several.
  mutating func units(among units: [Unit]) -> [Unit]? {
    guard case .list(let items)? = rule.fields["on"] else { return unit(among: units).map { [$0] } }
    var found: [Unit] = []
    for item in items {
      guard case .string(let text) = item else {
        mismatch("on", "string or list of strings", item)
        return nil
      }
      guard let unit = unit(named: text, among: units) else { return nil }
      if !found.contains(unit) { found.append(unit) }
    }
    if found.isEmpty { mismatch("on", "string or list of strings", .list(items)) }
    return found.isEmpty ? nil : found
  }

  /// A field that is one of a few words.
  mutating func choice<Choice: RawRepresentable & CaseIterable>(_ field: String, _: Choice.Type) -> Choice?
  where Choice.RawValue == String {
    guard let text = string(field) else { return nil }
    return choice(text, of: Choice.self, named: field, at: [field])
  }

  /// The unit a rule looks at, of those its verb can look at.
  mutating func unit(among units: [Unit]) -> Unit? {
    guard let text = string("on") else { return nil }
    return unit(named: text, among: units)
  }

  private mutating func unit(named text: String, among units: [Unit]) -> Unit? {
    if let unit = units.first(where: { $0.rawValue == text }) { return unit }
    let known = units.map(\.rawValue)
    let near = suggestion(for: text, among: known)
    report(
      "unknown-value", "on: one of \(known.joined(separator: ", ")) expected, got '\(text)'", at: ["on"],
      label: near.map { "did you mean '\($0)'?" })
    return nil
  }

  /// The value that `text`, a value of `name` at `path`, stands for.
  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ text: String, of _: Choice.Type, named field: String, at path: [String]
  ) -> Choice? where Choice.RawValue == String {
    if let value = Choice(rawValue: text) { return value }
    let known = Choice.allCases.map(\.rawValue)
    let near = suggestion(for: text, among: known)
    report(
      "unknown-value", "\(field): one of \(known.joined(separator: ", ")) expected, got '\(text)'", at: path,
      label: near.map { "did you mean '\($0)'?" })
    return nil
  }

  mutating func mismatch(_ field: String, _ expected: String, _ value: LuaValue) {
    report(
      "wrong-type", "\(field): \(expected) expected, got \(value.authorsTypeName)", at: [field],
      label: LuaValue.hint(expected: expected, got: value))
  }
}

extension LuaValue {
  /// As the author would call it: `string`, `lexicon`, `condition`, `list`.
  var authorsTypeName: String {
    switch self {
    case .list(let items): items.isEmpty ? "empty table" : "list"
    case .record(let fields), .table(_, let fields):
      if case .string(let kind)? = fields["is"] { kind } else { "table" }
    case .row, .rows: "part of the article"
    default: typeName
    }
  }

  static func hint(expected: String, got: LuaValue) -> String? {
    switch (expected, got) {
    case ("number", .string(let text)) where Double(text) != nil: "write it without quotation marks"
    case ("string", .integer), ("string", .number): "write it in quotation marks"
    case ("pattern", .record(let fields)) where fields["is"] == .string("lexicon"):
      "in a pattern a lexicon is @NAME: [[ source:<np> cue:@NAME content:.. ]]"
    case ("pattern", .record(let fields)) where fields["is"] == .string("condition"):
      "conditions go into 'where'"
    case ("pattern", .function): "a function goes into 'find'"
    case ("function", .string): "a pattern goes into 'match'"
    case ("function", .record(let fields)) where fields["is"] == .string("condition"):
      "a condition goes into 'match'"
    case ("string", .list): "one string, not several"
    default: nil
    }
  }
}
