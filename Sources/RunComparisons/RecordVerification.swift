// A record says what made it: packs by name, version and digest, the settings laid over them, the unit of its offsets.
// With the same article and the same packs it must come out the same, byte for byte; whoever doubts a finding can see
// for himself.

public import Articles
import Diagnostics
public import JSON
public import RulePacks
public import Rules
public import Scoring

/// A record that somebody holds, and what it says of its making.
public struct HeldRecord: Sendable {
  public var line: [UInt8]
  public var articleID: String
  public var sha256: String
  public var packs: [RecordWriter.PackReference]
  public var unit: OffsetMap.Unit
  public var engine: String

  /// - Throws: when `line` is no record.
  public init(_ line: [UInt8]) throws(JSONError) {
    let value = try JSONValue(parsing: line)
    guard let object = value.object, object["schema"]?.string == "assay.record/1",
      let article = object["article"]?.object, let id = article["id"]?.string,
      let sha256 = article["sha256"]?.string, let packs = object["packs"]?.array,
      let unit = object["offsets"]?.string.flatMap(OffsetMap.Unit.init(rawValue:)),
      let engine = object["engine"]?.string
    else { throw JSONError(offset: 0, expected: "a record (assay.record/1)", got: "\(value.kind)") }
    self.line = line
    articleID = id
    self.sha256 = sha256
    self.unit = unit
    self.engine = engine
    self.packs = packs.compactMap { entry in
      guard let pack = entry.object, let name = pack["name"]?.string, let version = pack["version"]?.string,
        let digest = pack["digest"]?.string, let signed = pack["signed"]?.bool
      else { return nil }
      return RecordWriter.PackReference(
        name: name, version: version, digest: digest, signed: signed, asOf: pack["asOf"]?.string)
    }
    guard self.packs.count == packs.count else {
      throw JSONError(
        offset: 0, expected: "name, version, digest and signed of each pack", got: "something else")
    }
  }

  /// Packs without the local settings.
  public var packReferences: [RecordWriter.PackReference] {
    packs.filter { $0.name != RecordWriter.PackReference.localName }
  }

  public var settingsReference: RecordWriter.PackReference? {
    packs.first { $0.name == RecordWriter.PackReference.localName }
  }

  /// Why the packs and settings at hand are not those of the record, a line each; empty when they are.
  public func mistakes(in available: [PackSource], _ settings: LocalSettings?) -> [String] {
    var found: [String] = []
    for wanted in packReferences {
      guard let pack = available.first(where: { $0.name == wanted.name }) else {
        found.append("pack '\(wanted.name)' \(wanted.version): not at hand")
        continue
      }
      if pack.version != wanted.version {
        found.append("pack '\(wanted.name)': version \(wanted.version) expected, got \(pack.version)")
      } else if pack.digest != wanted.digest {
        found.append("pack '\(wanted.name)' \(wanted.version): \(wanted.digest) expected, got \(pack.digest)")
      } else if pack.signed != wanted.signed {
        found.append(
          "pack '\(wanted.name)' \(wanted.version): a\(wanted.signed ? " signed" : "n unsigned") one expected, got a\(pack.signed ? " signed" : "n unsigned") one"
        )
      }
    }
    if let wanted = settingsReference {
      if let settings {
        if settings.digest != wanted.digest {
          found.append("local settings: \(wanted.digest) expected, got \(settings.digest)")
        }
      } else {
        found.append("the record was made under local settings (\(wanted.digest)), which are not at hand")
      }
    }
    return found
  }

  /// The record as it comes out now, without a line feed.
  ///
  /// - Parameters:
  ///   - available: holds the packs of the record; the others do not run.
  ///   - settings: those of the record, where it names some.
  /// - Throws: `RuleSet.Mistakes`.
  public func made(
    of article: Article, with available: [PackSource], _ settings: LocalSettings?, engine: String
  ) throws -> [UInt8] {
    let sources = packReferences.compactMap { wanted in available.first { $0.name == wanted.name } }
    var settings = settingsReference == nil ? nil : settings
    if let day = settingsReference?.asOf { settings = settings?.inForce(on: day) }
    let rules = try RuleSet(
      settings?.applied(to: sources) ?? sources, adjustments: settings?.adjustments ?? RuleAdjustments())
    var references = sources.map(RecordWriter.PackReference.init)
    if let settings { references.append(RecordWriter.PackReference(settings)) }
    let writer = RecordWriter(unit: unit, packs: references, engine: engine)
    var run = ScoringRun(rules: rules, evaluator: try rules.makeEvaluator(), writer: writer)
    run.appendRecord(of: article)
    return Array(run.takePending().dropLast())
  }
}

/// Where two JSON texts differ.
public struct RecordDifference: Hashable, Sendable {
  /// `claims[2].stance`
  public var path: String
  /// JSON, cut where it is long; nil where there is nothing.
  public var recorded: String?
  public var now: String?

  /// The differences of two texts in the order of the first; one when only their bytes differ.
  public static func between(_ recorded: [UInt8], _ now: [UInt8]) -> [RecordDifference] {
    if recorded == now { return [] }
    guard let old = try? JSONValue(parsing: recorded), let new = try? JSONValue(parsing: now) else {
      return [RecordDifference(path: "", recorded: "no JSON", now: "no JSON")]
    }
    var found: [RecordDifference] = []
    compare(old, new, "", &found)
    if found.isEmpty {
      found.append(
        RecordDifference(
          path: "", recorded: "\(recorded.count) bytes", now: "\(now.count) bytes of the same values"))
    }
    return found
  }

  private static func compare(
    _ old: JSONValue, _ new: JSONValue, _ path: String, _ found: inout [RecordDifference]
  ) {
    if old == new { return }
    switch (old, new) {
    case (.object(let one), .object(let other)):
      for member in one.members {
        let place = path.isEmpty ? member.name : "\(path).\(member.name)"
        if let value = other[member.name] {
          compare(member.value, value, place, &found)
        } else {
          found.append(RecordDifference(path: place, recorded: text(member.value), now: nil))
        }
      }
      for member in other.members where one[member.name] == nil {
        found.append(
          RecordDifference(
            path: path.isEmpty ? member.name : "\(path).\(member.name)", recorded: nil,
            now: text(member.value)))
      }
    case (.array(let one), .array(let other)):
      for row in 0..<max(one.count, other.count) {
        let place = "\(path)[\(row)]"
        if row >= one.count {
          found.append(RecordDifference(path: place, recorded: nil, now: text(other[row])))
        } else if row >= other.count {
          found.append(RecordDifference(path: place, recorded: text(one[row]), now: nil))
        } else {
          compare(one[row], other[row], place, &found)
        }
      }
    default: found.append(RecordDifference(path: path, recorded: text(old), now: text(new)))
    }
  }

  private static func text(_ value: JSONValue) -> String {
    var json = JSONWriter()
    json.value(value)
    let text = String(decoding: json.bytes, as: UTF8.self)
    return text.unicodeScalars.count > 160 ? String(text.prefix(160)) + "…" : text
  }
}
