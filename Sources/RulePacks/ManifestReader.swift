// Judges every field of a manifest and goes on after each mistake, so that all of them are told at once, each at its place.
// `docs/pack.schema.json` says the same for editors: a test holds the two against each other.

import Diagnostics
import JSON
import Rules

/// The text of a manifest, for the places in it.
struct ManifestText {
  let file: String
  private let bytes: [UInt8]

  init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }

  /// The first line of `range`, counted in bytes.
  func place(of range: Range<Int>) -> Diagnostic.Place {
    let offset = min(max(0, range.lowerBound), bytes.count)
    let before = bytes[..<offset]
    let line = before.count { $0 == 0x0A } + 1
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
    let marked = bytes[offset..<max(offset, min(range.upperBound, end))]
    func scalars(_ part: ArraySlice<UInt8>) -> Int {
      String(decoding: part, as: UTF8.self).unicodeScalars.count
    }
    return Diagnostic.Place(
      file: file, line: line, column: scalars(bytes[start..<offset]) + 1, length: max(1, scalars(marked)),
      text: String(decoding: bytes[start..<end], as: UTF8.self))
  }
}

struct ManifestReader {
  private let text: ManifestText
  private(set) var diagnostics: [Diagnostic] = []
  /// Fields that a misspelled one was probably meant to be: they are not missing.
  private var meant: Set<String> = []

  init(_ text: ManifestText) { self.text = text }

  private static let whole = "the manifest"

  mutating func read(_ manifest: PlacedValue) -> PackManifest? {
    guard let members = manifest.members else {
      report("manifest-type", "object expected, got \(manifest.kind)", at: nil)
      return nil
    }
    for member in members where !PackManifest.fields.contains(member.name) {
      let near = suggestion(for: member.name, among: PackManifest.fields)
      if let near { meant.insert(near) }
      report(
        "unknown-field", "a manifest has no field '\(member.name)'", at: member.nameRange,
        // A slip in a name is more than a field of the future.
        severity: near == nil ? .warning : .error, label: near.map { "did you mean '\($0)'?" })
    }
    // Both are asked for before either is missed, so that both are told.
    let found = (string(manifest, "name", required: true), string(manifest, "version", required: true))
    guard let name = found.0, let version = found.1 else { return nil }
    if !isPackName(name) {
      report(
        "bad-name", "name: 'owner/pack' in lower-case letters, digits and '-' expected, got '\(name)'",
        at: manifest["name"]?.nameRange)
      return nil
    }
    if !isVersion(version) {
      report(
        "bad-version", "version: three numbers expected, like 1.0.0, got '\(version)'",
        at: manifest["version"]?.nameRange)
    }
    let license = string(manifest, "license") ?? ""
    if license.isEmpty, !meant.contains("license") {
      report(
        "no-license", "the pack does not say under which licence others may use it",
        at: manifest["license"]?.nameRange, severity: .warning,
        label: "for example \"license\": \"CC-BY-4.0\"")
    }
    _ = string(manifest, "$schema")
    readModel(manifest["model"]?.value)
    readEvidence(manifest["evidence"])
    let parameters = parameters(manifest["parameters"])
    return PackManifest(
      name: name, version: version, title: string(manifest, "title") ?? name,
      description: string(manifest, "description") ?? "", engine: engine(manifest["engine"]),
      license: license,
      authors: strings(manifest, "authors"), languages: strings(manifest, "languages"),
      parameters: parameters,
      capabilities: capabilities(manifest), dependencies: dependencies(manifest["dependencies"], of: name),
      rules: rules(manifest["rules"], parameters: manifest["parameters"] == nil ? [] : parameters.map(\.name))
    )
  }

  // MARK: What the pack needs

  private mutating func engine(_ member: PlacedValue.Member?) -> VersionRange? {
    guard let member else { return nil }
    guard let range = range(member, what: "engine") else { return nil }
    if let version = Version(engineRelease), !range.contains(version) {
      report(
        "wrong-engine", "the pack is for assay '\(range)', this is \(engineRelease)", at: member.value.range)
    }
    return range
  }

  private mutating func readModel(_ value: PlacedValue?) {
    guard let value else { return }
    guard let model = value.number?.integer, model >= 1 else {
      report(
        "manifest-type", "model: whole number from 1 expected, got \(value.number?.text ?? "\(value.kind)")",
        at: value.range)
      return
    }
    if model > articleModel {
      report(
        "wrong-model", "the pack is for article model \(model), this engine has \(articleModel)",
        at: value.range)
    }
  }

  /// Figures that `assay stats --store` wrote; who shows them reads them.
  private mutating func readEvidence(_ member: PlacedValue.Member?) {
    guard let member else { return }
    guard let entries = member.value.array else {
      return report(
        "manifest-type", "evidence: list of objects expected, got \(member.value.kind)", at: member.nameRange)
    }
    for entry in entries where entry.members == nil {
      report("manifest-type", "evidence: list of objects expected, got \(entry.kind) in it", at: entry.range)
    }
  }

  private mutating func capabilities(_ manifest: PlacedValue) -> [Capability] {
    var found: Set<Capability> = []
    for (text, value) in placedStrings(manifest, "capabilities") {
      guard let capability = Capability(rawValue: text) else {
        let known = Capability.allCases.map(\.rawValue)
        report(
          "unknown-capability",
          "capabilities: one of \(known.joined(separator: ", ")) expected, got '\(text)'",
          at: value.range, label: suggestion(for: text, among: known).map { "did you mean '\($0)'?" })
        continue
      }
      if !found.insert(capability).inserted {
        report("duplicate-value", "capabilities: '\(text)' stands there twice", at: value.range)
      }
    }
    return found.sorted()
  }

  private mutating func dependencies(_ member: PlacedValue.Member?, of pack: String) -> [PackManifest
    .Dependency]
  {
    guard let member else { return [] }
    guard let members = member.value.members else {
      report("manifest-type", "dependencies: object expected, got \(member.value.kind)", at: member.nameRange)
      return []
    }
    var found: [PackManifest.Dependency] = []
    for dependency in members {
      if !isPackName(dependency.name) {
        report(
          "bad-name",
          "dependencies: 'owner/pack' in lower-case letters, digits and '-' expected, got '\(dependency.name)'",
          at: dependency.nameRange)
      } else if dependency.name == pack {
        report("bad-dependency", "dependencies: the pack cannot need itself", at: dependency.nameRange)
      } else if let range = range(dependency, what: "dependencies: \(dependency.name)") {
        found.append(.init(name: dependency.name, range: range))
      }
    }
    return found.sorted { $0.name < $1.name }
  }

  private mutating func range(_ member: PlacedValue.Member, what: String) -> VersionRange? {
    guard let text = member.value.string else {
      report("manifest-type", "\(what): string expected, got \(member.value.kind)", at: member.nameRange)
      return nil
    }
    guard let range = VersionRange(text) else {
      report(
        "bad-range", "\(what): range of versions expected, like ^1.2.0, got '\(text)'", at: member.value.range
      )
      return nil
    }
    return range
  }

  // MARK: Rules

  private mutating func rules(_ member: PlacedValue.Member?, parameters: [String]) -> [PackSource.RuleEntry]?
  {
    guard let member else {
      if !meant.contains("rules") { report("missing-field", "the manifest has no list 'rules'", at: nil) }
      return nil
    }
    guard let entries = member.value.array else {
      report("manifest-type", "rules: list expected, got \(member.value.kind)", at: member.nameRange)
      return nil
    }
    return entries.compactMap { entry in rule(entry, parameters: parameters) }
  }

  private mutating func rule(_ entry: PlacedValue, parameters: [String]) -> PackSource.RuleEntry? {
    guard entry.members != nil else {
      report("manifest-type", "rules: object expected, got \(entry.kind)", at: entry.range)
      return nil
    }
    guard let id = string(entry, "id", required: true, of: "an entry of 'rules'") else { return nil }
    refuseUnknown(entry, known: PackManifest.ruleFields, of: "rule '\(id)'")
    let kind = string(entry, "kind", required: true, of: "rule '\(id)'") ?? ""
    let uses = placedStrings(entry, "parameters")
    for (name, value) in uses where !parameters.contains(name) {
      report(
        "unknown-parameter", "rule '\(id)': the pack has no parameter '\(name)'", at: value.range,
        label: suggestion(for: name, among: parameters).map { "did you mean '\($0)'?" })
    }
    return PackSource.RuleEntry(
      id: id, kind: oneOf(PackManifest.kinds, kind, "kind", entry), title: string(entry, "title") ?? "",
      status: oneOf(PackManifest.statuses, string(entry, "status") ?? "stable", "status", entry),
      message: string(entry, "message") ?? "", parameters: uses.map(\.text),
      falsePositives: strings(entry, "falsePositives"), references: strings(entry, "references"),
      related: strings(entry, "related"))
  }

  private mutating func oneOf(_ known: [String], _ got: String, _ field: String, _ owner: PlacedValue)
    -> String
  {
    if let member = owner[field], member.value.string != nil, !known.contains(got) {
      report(
        "unknown-value", "\(field): one of \(known.joined(separator: ", ")) expected, got '\(got)'",
        at: member.value.range, label: suggestion(for: got, among: known).map { "did you mean '\($0)'?" })
    }
    return got
  }

  // MARK: Parameters

  private mutating func parameters(_ member: PlacedValue.Member?) -> [PackSource.Parameter] {
    guard let member else { return [] }
    guard let entries = member.value.array else {
      report("manifest-type", "parameters: list expected, got \(member.value.kind)", at: member.nameRange)
      return []
    }
    var names: Set<String> = []
    return entries.compactMap { entry in
      guard let parameter = parameter(entry) else { return nil }
      if !names.insert(parameter.name).inserted {
        report(
          "duplicate-value", "parameters: '\(parameter.name)' stands there twice",
          at: entry["name"]?.value.range)
      }
      return parameter
    }
  }

  private mutating func parameter(_ entry: PlacedValue) -> PackSource.Parameter? {
    guard entry.members != nil else {
      report("manifest-type", "parameters: object expected, got \(entry.kind)", at: entry.range)
      return nil
    }
    guard let name = string(entry, "name", required: true, of: "an entry of 'parameters'"),
      let type = string(entry, "type", required: true, of: "parameter '\(name)'")
    else { return nil }
    refuseUnknown(entry, known: PackManifest.parameterFields, of: "parameter '\(name)'")
    let doc = string(entry, "doc") ?? ""
    let value = entry["default"]?.value
    switch (type, value?.content) {
    case ("number", .number(let number)?) where number.double.isFinite:
      return PackSource.Parameter(name: name, value: .number(number.double), doc: doc)
    case ("boolean", .bool(let flag)?):
      return PackSource.Parameter(name: name, value: .boolean(flag), doc: doc)
    case ("string", .string(let text)?):
      return PackSource.Parameter(name: name, value: .string(text), doc: doc)
    case ("number", let got), ("boolean", let got), ("string", let got):
      report(
        "manifest-type",
        "parameter '\(name)': default of type \(type) expected, got "
          + (got == nil ? "none" : value.map { "\($0.kind)" } ?? "none"),
        at: value?.range ?? entry["name"]?.value.range)
    default:
      report(
        "unknown-value", "parameter '\(name)': type number, boolean or string expected, got '\(type)'",
        at: entry["type"]?.value.range)
    }
    return nil
  }

  // MARK: Values

  private mutating func refuseUnknown(_ entry: PlacedValue, known: [String], of owner: String) {
    for member in entry.members ?? [] where !known.contains(member.name) {
      report(
        "unknown-field", "\(owner) has no field '\(member.name)' in a manifest", at: member.nameRange,
        severity: .warning,
        label: suggestion(for: member.name, among: known).map { "did you mean '\($0)'?" })
    }
  }

  private mutating func string(
    _ object: PlacedValue, _ name: String, required: Bool = false, of owner: String = Self.whole
  ) -> String? {
    guard let member = object[name] else {
      if required, owner != Self.whole || !meant.contains(name) {
        report("missing-field", "\(owner) has no '\(name)'", at: owner == Self.whole ? nil : object.range)
      }
      return nil
    }
    guard let text = member.value.string else {
      report("manifest-type", "\(name): string expected, got \(member.value.kind)", at: member.nameRange)
      return nil
    }
    return text
  }

  private mutating func strings(_ object: PlacedValue, _ name: String) -> [String] {
    placedStrings(object, name).map(\.text)
  }

  private mutating func placedStrings(_ object: PlacedValue, _ name: String) -> [(
    text: String, value: PlacedValue
  )] {
    guard let member = object[name] else { return [] }
    guard let items = member.value.array else {
      report(
        "manifest-type", "\(name): list of strings expected, got \(member.value.kind)", at: member.nameRange)
      return []
    }
    var found: [(text: String, value: PlacedValue)] = []
    for item in items {
      if let text = item.string {
        found.append((text, item))
      } else {
        report("manifest-type", "\(name): list of strings expected, got \(item.kind) in it", at: item.range)
      }
    }
    return found
  }

  private mutating func report(
    _ slug: String, _ message: String, at range: Range<Int>?, severity: Diagnostic.Severity = .error,
    label: String? = nil
  ) {
    let place = range.map(text.place(of:)) ?? Diagnostic.Place(file: text.file, line: 1)
    diagnostics.append(Diagnostic(severity, slug, message, at: place, label: label))
  }
}
