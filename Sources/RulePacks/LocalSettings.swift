// What a desk changes about the rules of others stands in a file beside its project, never in a copy of a pack: the
// pack keeps its version and its signature, and the record says what was laid over it.

public import Diagnostics
import FoundationEssentials
import JSON
public import Rules

/// The contents of a `local.json` (`assay.local/1`): parameters, weights, thresholds and suppressions.
public struct LocalSettings: Sendable {
  public static let schema = "assay.local/1"
  static let fields = ["schema", "parameters", "weights", "thresholds", "suppress"]
  static let suppressionFields = ["rule", "source", "outlet", "reason", "until"]

  /// The file as it was named.
  public var path: String
  /// `sha256:…` of the file's bytes.
  public var digest: String
  /// Values by pack and name.
  public var parameters: [String: [String: PackSource.Parameter.Value]] = [:]
  public var adjustments = RuleAdjustments()
  /// The day that suppressions were compared with; nil when they hold whatever the day.
  public private(set) var asOf: String?
  private var places: JSONPlaces

  /// Whether the file in `path` says that it is one of these. False for one that cannot be read.
  public static func isOne(_ path: String) -> Bool {
    guard let data = FileManager.default.contents(atPath: path), data.count <= largestSize,
      let value = try? JSONValue(parsing: [UInt8](data))
    else { return false }
    return value.object?["schema"]?.string?.hasPrefix("assay.local/") == true
  }

  private static let largestSize = 4 << 20

  /// Reads the settings in `path`.
  ///
  /// - Returns: nil when they cannot be used; the diagnostics say why.
  /// - Throws: when there is no such file, or it is too large.
  public static func read(_ path: String) throws(PackError) -> (
    settings: LocalSettings?, diagnostics: [Diagnostic]
  ) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw PackError("\(path): no such file, or it cannot be read")
    }
    guard data.count <= largestSize else {
      throw PackError("\(path): at most \(largestSize >> 20) MB expected")
    }
    return read([UInt8](data), path: path)
  }

  static func read(_ bytes: [UInt8], path: String) -> (settings: LocalSettings?, diagnostics: [Diagnostic]) {
    let places = JSONPlaces(file: path, text: bytes)
    var reader = SettingsReader(LocalSettings(path: path, digest: "sha256:" + sha256(bytes), places: places))
    do {
      reader.read(try JSONValue(parsing: bytes))
    } catch {
      reader.diagnostics.append(
        Diagnostic(
          .error, "settings-syntax", "\(error.expected) expected, got \(error.got)",
          at: places.place(ofOffset: error.offset)))
    }
    let isUsable = !reader.diagnostics.contains { $0.severity == .error }
    return (isUsable ? reader.settings : nil, reader.diagnostics)
  }

  /// The settings without the suppressions that have ended before `day`.
  public func inForce(on day: String) -> LocalSettings {
    var settings = self
    settings.adjustments.suppressions.removeAll { $0.until < day }
    settings.asOf = day
    return settings
  }

  /// A warning for each suppression that has ended before `day`.
  public func expired(on day: String) -> [Diagnostic] {
    adjustments.suppressions.filter { $0.until < day }.map { suppression in
      Diagnostic(
        .warning, "expired-suppression",
        "the suppression of \(suppression.subject) ended on \(suppression.until)",
        at: places.place(near: suppression.until), label: "renew it or take it out",
        help: ["its reason was: \(suppression.reason)"])
    }
  }

  /// `packs` with the values of the settings in place of their parameters' own.
  public func applied(to packs: [PackSource]) -> [PackSource] {
    packs.map { pack in
      guard let values = parameters[pack.name] else { return pack }
      var pack = pack
      for row in pack.parameters.indices {
        if let value = values[pack.parameters[row].name] { pack.parameters[row].value = value }
      }
      return pack
    }
  }

  /// What of the settings cannot be done to `packs` and to the rules made of them.
  public func mistakes(in packs: [PackSource], _ rules: RuleSet) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for (name, values) in parameters.sorted(by: { $0.key < $1.key }) {
      guard let pack = packs.first(where: { $0.name == name }) else { continue }
      for (parameter, value) in values.sorted(by: { $0.key < $1.key }) {
        guard let own = pack.parameters.first(where: { $0.name == parameter }) else {
          let near = suggestion(for: parameter, among: pack.parameters.map(\.name))
          found.append(
            Diagnostic(
              .error, "unknown-parameter", "parameters: pack '\(name)' has no parameter '\(parameter)'",
              at: places.place(near: parameter), label: near.map { "did you mean '\($0)'?" }))
          continue
        }
        if own.value.typeName != value.typeName {
          found.append(
            Diagnostic(
              .error, "settings-type",
              "parameters: \(own.value.typeName) expected for '\(parameter)', got \(value.typeName)",
              at: places.place(near: parameter)))
        }
      }
    }
    for mistake in rules.mistakes(in: adjustments) {
      let known = rules.ruleIDs
      let near = known.contains(mistake.name) ? nil : suggestion(for: mistake.name, among: known)
      found.append(
        Diagnostic(
          .error, "unknown-rule", mistake.message, at: places.place(near: mistake.name),
          label: near.map { "did you mean '\($0)'?" }))
    }
    return found
  }

  /// What is changed, a line each, for people.
  public var lines: [String] {
    var lines: [String] = []
    for (pack, values) in parameters.sorted(by: { $0.key < $1.key }) {
      for (name, value) in values.sorted(by: { $0.key < $1.key }) {
        lines.append("\(pack): parameter \(name) = \(value.text)")
      }
    }
    for (rule, weight) in adjustments.weights.sorted(by: { $0.key < $1.key }) {
      switch weight {
      case .points(let points): lines.append("\(rule): \(numberText(points)) points")
      case .factor(let factor): lines.append("\(rule): its points times \(numberText(factor))")
      }
    }
    for (scale, least) in adjustments.thresholds.sorted(by: { $0.key < $1.key }) {
      lines.append("\(scale): sentences from \(numberText(least))")
    }
    for suppression in adjustments.suppressions {
      lines.append("no \(suppression.subject) until \(suppression.until): \(suppression.reason)")
    }
    return lines
  }
}

extension RuleAdjustments.Suppression {
  /// `std/sourcing/weak-cue for source 'X' in outlet 'Y'`
  public var subject: String {
    [rule ?? "findings", source.map { "for source '\($0)'" }, outlet.map { "in outlet '\($0)'" }]
      .compactMap { $0 }.joined(separator: " ")
  }
}

extension PackSource.Parameter.Value {
  var typeName: String {
    switch self {
    case .boolean: "boolean"
    case .number: "number"
    case .string: "string"
    }
  }

  public var text: String {
    switch self {
    case .boolean(let flag): "\(flag)"
    case .number(let number): numberText(number)
    case .string(let text): "\"\(text)\""
    }
  }
}

/// `3` for 3.0.
private func numberText(_ number: Double) -> String {
  number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
}

/// Whether `text` is a day, `2026-03-01`; then days compare like their texts.
public func isDay(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  guard bytes.count == 10, bytes[4] == 45, bytes[7] == 45 else { return false }
  let digits = bytes.enumerated().filter { $0.offset != 4 && $0.offset != 7 }.map(\.element)
  guard digits.allSatisfy({ (48...57).contains($0) }) else { return false }
  func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1) - 48 } }
  let year = number(0..<4), month = number(5..<7), day = number(8..<10)
  guard (1...12).contains(month) else { return false }
  let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return (1...days[month - 1]).contains(day)
}

private struct SettingsReader {
  var settings: LocalSettings
  var diagnostics: [Diagnostic] = []
  private let places: JSONPlaces

  init(_ settings: LocalSettings) {
    self.settings = settings
    places = settings.placesForReading
  }

  mutating func read(_ value: JSONValue) {
    guard let object = value.object else { return mismatch("the settings", "object", value, near: nil) }
    for member in object.members where !LocalSettings.fields.contains(member.name) {
      let near = suggestion(for: member.name, among: LocalSettings.fields)
      report(
        "unknown-field", "local settings have no field '\(member.name)'", near: member.name,
        label: near.map { "did you mean '\($0)'?" } ?? "one of \(LocalSettings.fields.joined(separator: " "))"
      )
    }
    if object["schema"]?.string != LocalSettings.schema {
      report(
        "settings-schema",
        "schema: \"\(LocalSettings.schema)\" expected, got \(object["schema"].map { $0.string.map { "\"\($0)\"" } ?? "\($0.kind)" } ?? "none")",
        near: "schema")
    }
    for (pack, value) in members(object, "parameters") { readParameters(value, of: pack) }
    for (rule, value) in members(object, "weights") { readWeight(value, of: rule) }
    for (scale, value) in members(object, "thresholds") {
      if let least = value.number?.double, least.isFinite {
        settings.adjustments.thresholds[scale] = least
      } else {
        mismatch("thresholds: '\(scale)'", "number", value, near: scale)
      }
    }
    guard let list = object["suppress"] else { return }
    guard let entries = list.array else { return mismatch("suppress", "list", list, near: "suppress") }
    for (row, entry) in entries.enumerated() { readSuppression(entry, "suppress \(row + 1)") }
  }

  private mutating func members(_ object: JSONObject, _ name: String) -> [(String, JSONValue)] {
    guard let value = object[name] else { return [] }
    guard let inner = value.object else {
      mismatch(name, "object", value, near: name)
      return []
    }
    return inner.members.map { ($0.name, $0.value) }
  }

  private mutating func readParameters(_ value: JSONValue, of pack: String) {
    guard let object = value.object else {
      return mismatch("parameters: '\(pack)'", "object", value, near: pack)
    }
    for member in object.members {
      switch member.value {
      case .bool(let flag): settings.parameters[pack, default: [:]][member.name] = .boolean(flag)
      case .number(let number): settings.parameters[pack, default: [:]][member.name] = .number(number.double)
      case .string(let text): settings.parameters[pack, default: [:]][member.name] = .string(text)
      default:
        mismatch("parameters: '\(member.name)'", "number, boolean or string", member.value, near: member.name)
      }
    }
  }

  private mutating func readWeight(_ value: JSONValue, of rule: String) {
    if let points = value.number?.double, points.isFinite {
      settings.adjustments.weights[rule] = .points(points)
    } else if let object = value.object, object.members.count == 1,
      let factor = object["factor"]?.number?.double,
      factor.isFinite
    {
      settings.adjustments.weights[rule] = .factor(factor)
    } else {
      mismatch("weights: '\(rule)'", "number or {\"factor\": number}", value, near: rule)
    }
  }

  private mutating func readSuppression(_ value: JSONValue, _ title: String) {
    guard let object = value.object else { return mismatch(title, "object", value, near: "suppress") }
    var texts: [String: String] = [:]
    for member in object.members {
      guard LocalSettings.suppressionFields.contains(member.name) else {
        let near = suggestion(for: member.name, among: LocalSettings.suppressionFields)
        report(
          "unknown-field", "\(title) has no field '\(member.name)'", near: member.name,
          label: near.map { "did you mean '\($0)'?" }
            ?? "one of \(LocalSettings.suppressionFields.joined(separator: " "))")
        continue
      }
      if let text = member.value.string, !text.isEmpty {
        texts[member.name] = text
      } else {
        mismatch("\(title): \(member.name)", "text", member.value, near: member.name)
      }
    }
    let subject = texts["rule"] ?? texts["source"] ?? texts["outlet"]
    if subject == nil {
      report("missing-field", "\(title) names neither a rule nor a source nor an outlet", near: "suppress")
    }
    guard let reason = texts["reason"] else {
      return report(
        "missing-field", "\(title) has no 'reason'", near: subject ?? "suppress",
        label: "say why, for whoever finds it in a year")
    }
    guard let until = texts["until"] else {
      return report(
        "missing-field", "\(title) has no 'until'", near: subject ?? "suppress",
        label: "say until which day it holds, like \"2026-03-01\"")
    }
    guard isDay(until) else {
      return report(
        "settings-type", "\(title): a day like 2026-03-01 expected as 'until', got '\(until)'", near: until)
    }
    settings.adjustments.suppressions.append(
      RuleAdjustments.Suppression(
        rule: texts["rule"], source: texts["source"], outlet: texts["outlet"], reason: reason, until: until))
  }

  private mutating func mismatch(_ what: String, _ expected: String, _ value: JSONValue, near word: String?) {
    report("settings-type", "\(what): \(expected) expected, got \(value.kind)", near: word)
  }

  private mutating func report(_ slug: String, _ message: String, near word: String?, label: String? = nil) {
    diagnostics.append(Diagnostic(.error, slug, message, at: places.place(near: word), label: label))
  }
}

extension LocalSettings {
  fileprivate var placesForReading: JSONPlaces { places }

  fileprivate init(path: String, digest: String, places: JSONPlaces) {
    self.path = path
    self.digest = digest
    self.places = places
  }
}

/// Finds the line of a JSON file that a message is about.
struct JSONPlaces: Sendable {
  let file: String
  let text: [UInt8]

  /// The first place where `word` stands in quotation marks; the first line without one.
  func place(near word: String?) -> Diagnostic.Place {
    guard let word else { return place(ofOffset: 0) }
    let needle = Array("\"\(word)\"".utf8)
    guard text.count >= needle.count,
      let offset = (0...(text.count - needle.count)).first(where: {
        text[$0..<($0 + needle.count)].elementsEqual(needle)
      })
    else { return place(ofOffset: 0) }
    var found = place(ofOffset: offset)
    found.length = word.unicodeScalars.count + 2
    return found
  }

  func place(ofOffset offset: Int) -> Diagnostic.Place {
    let offset = min(max(0, offset), text.count)
    let before = text[..<offset]
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = text[offset...].firstIndex(of: 0x0A) ?? text.count
    return Diagnostic.Place(
      file: file, line: before.count { $0 == 0x0A } + 1,
      column: String(decoding: text[start..<offset], as: UTF8.self).unicodeScalars.count + 1,
      text: String(decoding: text[start..<end], as: UTF8.self))
  }
}
