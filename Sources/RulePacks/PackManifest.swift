// `pack.json` is data only, so that what a pack says of itself can be read without running it.

public import Diagnostics
import JSON
public import Rules

/// What `pack.json` says.
public struct PackManifest: Sendable {
  public var name: String
  public var version: String
  public var title: String
  public var license: String
  public var languages: [String]
  public var parameters: [PackSource.Parameter]
  /// nil when the manifest has no list of rules that can be read, which is an error of its own.
  public var rules: [PackSource.RuleEntry]?

  static let fields = [
    "name", "version", "title", "description", "engine", "model", "license", "authors", "languages",
    "parameters",
    "rules", "capabilities",
  ]
  static let parameterFields = ["name", "type", "default", "doc"]
  static let ruleFields = [
    "id", "kind", "title", "message", "status", "parameters", "falsePositives", "references", "related",
  ]

  /// Reads the manifest of a pack.
  ///
  /// - Parameter file: how messages call it.
  /// - Returns: nil when it cannot be used at all; the diagnostics say why.
  public static func read(_ bytes: [UInt8], file: String) -> (
    manifest: PackManifest?, diagnostics: [Diagnostic]
  ) {
    var reader = ManifestReader(file: file, text: bytes)
    do {
      let manifest = reader.read(try JSONValue(parsing: bytes))
      return (manifest, reader.diagnostics)
    } catch {
      let place = reader.place(ofOffset: error.offset)
      return (
        nil,
        [Diagnostic(.error, "manifest-syntax", "\(error.expected) expected, got \(error.got)", at: place)]
      )
    }
  }
}

private struct ManifestReader {
  let file: String
  let text: [UInt8]
  var diagnostics: [Diagnostic] = []
  /// Fields that a misspelled one was probably meant to be: they are not missing.
  private var meant: Set<String> = []

  init(file: String, text: [UInt8]) {
    self.file = file
    self.text = text
  }

  mutating func read(_ value: JSONValue) -> PackManifest? {
    guard let object = value.object else {
      report("manifest-type", "object expected, got \(value.kind)", near: nil)
      return nil
    }
    for member in object.members where !PackManifest.fields.contains(member.name) {
      let near = suggestion(for: member.name, among: PackManifest.fields)
      if let near { meant.insert(near) }
      report(
        "unknown-field", "a manifest has no field '\(member.name)'", near: member.name,
        // A slip in a name is more than a field of the future.
        severity: near == nil ? .warning : .error, label: near.map { "did you mean '\($0)'?" })
    }
    // Both are asked for before either is missed, so that both are told.
    let found = (string(object, "name", required: true), string(object, "version", required: true))
    guard let name = found.0, let version = found.1 else { return nil }
    if !isPackName(name) {
      report(
        "bad-name", "name: 'owner/pack' in lower-case letters, digits and '-' expected, got '\(name)'",
        near: "name")
      return nil
    }
    if !isVersion(version) {
      report("bad-version", "version: three numbers expected, like 1.0.0, got '\(version)'", near: "version")
    }
    let license = string(object, "license", required: false) ?? ""
    if license.isEmpty, !meant.contains("license") {
      report(
        "no-license", "the pack does not say under which licence others may use it", near: "license",
        severity: .warning, label: "for example \"license\": \"CC-BY-4.0\"")
    }
    return PackManifest(
      name: name, version: version, title: string(object, "title", required: false) ?? name, license: license,
      languages: strings(object, "languages"), parameters: parameters(object["parameters"]),
      rules: rules(object["rules"]))
  }

  private mutating func rules(_ value: JSONValue?) -> [PackSource.RuleEntry]? {
    guard let value else {
      if !meant.contains("rules") { report("missing-field", "the manifest has no list 'rules'", near: nil) }
      return nil
    }
    guard let entries = value.array else {
      report("manifest-type", "rules: list expected, got \(value.kind)", near: "rules")
      return nil
    }
    return entries.compactMap { entry in
      guard let object = entry.object else {
        report("manifest-type", "rules: object expected, got \(entry.kind)", near: "rules")
        return nil
      }
      guard let id = string(object, "id", required: true, of: "an entry of 'rules'") else { return nil }
      for member in object.members where !PackManifest.ruleFields.contains(member.name) {
        report(
          "unknown-field", "rule '\(id)' has no field '\(member.name)' in a manifest", near: member.name,
          severity: .warning,
          label: suggestion(for: member.name, among: PackManifest.ruleFields).map { "did you mean '\($0)'?" })
      }
      let status = string(object, "status", required: false) ?? "stable"
      let known = ["stable", "test", "experimental", "deprecated"]
      if !known.contains(status) {
        report(
          "unknown-value", "status: one of \(known.joined(separator: ", ")) expected, got '\(status)'",
          near: status,
          label: suggestion(for: status, among: known).map { "did you mean '\($0)'?" })
      }
      return PackSource.RuleEntry(
        id: id, kind: string(object, "kind", required: true, of: "rule '\(id)'") ?? "",
        title: string(object, "title", required: false) ?? "", status: status)
    }
  }

  private mutating func parameters(_ value: JSONValue?) -> [PackSource.Parameter] {
    guard let value else { return [] }
    guard let entries = value.array else {
      report("manifest-type", "parameters: list expected, got \(value.kind)", near: "parameters")
      return []
    }
    return entries.compactMap { entry in
      guard let object = entry.object else {
        report("manifest-type", "parameters: object expected, got \(entry.kind)", near: "parameters")
        return nil
      }
      guard let name = string(object, "name", required: true, of: "an entry of 'parameters'"),
        let type = string(object, "type", required: true, of: "parameter '\(name)'")
      else { return nil }
      for member in object.members where !PackManifest.parameterFields.contains(member.name) {
        report(
          "unknown-field", "parameter '\(name)' has no field '\(member.name)' in a manifest",
          near: member.name,
          severity: .warning,
          label: suggestion(for: member.name, among: PackManifest.parameterFields).map {
            "did you mean '\($0)'?"
          })
      }
      let doc = string(object, "doc", required: false) ?? ""
      switch (type, object["default"]) {
      case ("number", .number(let number)?):
        return PackSource.Parameter(name: name, value: .number(number.double), doc: doc)
      case ("boolean", .bool(let flag)?):
        return PackSource.Parameter(name: name, value: .boolean(flag), doc: doc)
      case ("string", .string(let text)?):
        return PackSource.Parameter(name: name, value: .string(text), doc: doc)
      case ("number", let got), ("boolean", let got), ("string", let got):
        report(
          "manifest-type",
          "parameter '\(name)': default of type \(type) expected, got \(got.map { "\($0.kind)" } ?? "none")",
          near: name)
      default:
        report(
          "unknown-value", "parameter '\(name)': type number, boolean or string expected, got '\(type)'",
          near: name)
      }
      return nil
    }
  }

  private static let whole = "the manifest"

  private mutating func string(
    _ object: JSONObject, _ name: String, required: Bool, of owner: String = Self.whole
  ) -> String? {
    guard let value = object[name] else {
      if required, owner != Self.whole || !meant.contains(name) {
        report("missing-field", "\(owner) has no '\(name)'", near: nil)
      }
      return nil
    }
    guard let text = value.string else {
      report("manifest-type", "\(name): string expected, got \(value.kind)", near: name)
      return nil
    }
    return text
  }

  private mutating func strings(_ object: JSONObject, _ name: String) -> [String] {
    guard let value = object[name] else { return [] }
    guard let items = value.array else {
      report("manifest-type", "\(name): list of strings expected, got \(value.kind)", near: name)
      return []
    }
    return items.compactMap { item in
      if let text = item.string { return text }
      report("manifest-type", "\(name): list of strings expected, got \(item.kind) in it", near: name)
      return nil
    }
  }

  /// Points at the first place where `word` stands in quotation marks.
  private mutating func report(
    _ slug: String, _ message: String, near word: String?, severity: Diagnostic.Severity = .error,
    label: String? = nil
  ) {
    var found = Diagnostic.Place(file: file, line: 1)
    if let word, let offset = firstOffset(of: Array("\"\(word)\"".utf8)) {
      found = place(ofOffset: offset)
      found.length = word.unicodeScalars.count + 2
    }
    diagnostics.append(Diagnostic(severity, slug, message, at: found, label: label))
  }

  private func firstOffset(of needle: [UInt8]) -> Int? {
    guard text.count >= needle.count else { return nil }
    return (0...(text.count - needle.count)).first { text[$0..<($0 + needle.count)].elementsEqual(needle) }
  }

  func place(ofOffset offset: Int) -> Diagnostic.Place {
    let offset = min(max(0, offset), text.count)
    let before = text[..<offset]
    let line = before.count { $0 == 0x0A } + 1
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = text[offset...].firstIndex(of: 0x0A) ?? text.count
    return Diagnostic.Place(
      file: file, line: line,
      column: String(decoding: text[start..<offset], as: UTF8.self).unicodeScalars.count + 1,
      text: String(decoding: text[start..<end], as: UTF8.self))
  }
}

/// `owner/pack`
func isPackName(_ name: String) -> Bool {
  let parts = name.split(separator: "/", omittingEmptySubsequences: false)
  return parts.count == 2
    && parts.allSatisfy { part in
      !part.isEmpty && part.utf8.count <= 64
        && part.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }
}

/// `1.0.0` or `1.0.0-beta.1`
func isVersion(_ version: String) -> Bool {
  let core = version.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)[0]
  let numbers = core.split(separator: ".", omittingEmptySubsequences: false)
  return numbers.count == 3
    && numbers.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
}
