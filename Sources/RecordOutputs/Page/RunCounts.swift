// What a page says of a whole run is added up while the run goes on, in whole numbers: sums of fractions would depend
// on where a run was stopped.

internal import JSON

/// Counts over all records of a run.
struct RunCounts: Hashable {
  var records = 0
  var claims = 0
  /// By name: how often.
  var stances: [String: Int] = [:]
  var types: [String: Int] = [:]
  var evidence: [String: Int] = [:]
  var rules: [String: Int] = [:]
  var diagnostics: [String: Int] = [:]
  /// By scale: how many claims have which total, in hundredths.
  var totals: [String: [Int: Int]] = [:]

  /// Totals further from nothing than this are counted here, so that a rule cannot make the counts grow for ever.
  private static let furthest = 100_000

  mutating func add(_ contents: RecordContents) {
    records += 1
    claims += contents.claims.count
    for claim in contents.claims {
      stances[claim.stance, default: 0] += 1
      types[claim.type, default: 0] += 1
      evidence[claim.evidence, default: 0] += 1
      rules[claim.rule, default: 0] += 1
      for total in claim.totals where total.value.isFinite {
        let hundredths = max(-1e9, min(1e9, (total.value * 100).rounded()))
        let key = max(-Self.furthest, min(Self.furthest, Int(hundredths)))
        totals[total.scale, default: [:]][key, default: 0] += 1
      }
    }
    for diagnostic in contents.diagnostics { diagnostics[diagnostic.slug, default: 0] += 1 }
  }

  // Not stored: a key path to a property is not Sendable.
  private static var tallies: [(name: String, WritableKeyPath<RunCounts, [String: Int]>)] {
    [
      ("stances", \.stances), ("types", \.types), ("evidence", \.evidence), ("rules", \.rules),
      ("diagnostics", \.diagnostics),
    ]
  }

  init() {}

  /// Reads what `json` gave; nil when it is something else.
  init?(_ json: [UInt8]) {
    guard let object = (try? JSONValue(parsing: json))?.object else { return nil }
    func integer(_ value: JSONValue?) -> Int { value?.number?.integer.map { Int($0) } ?? 0 }
    records = integer(object["records"])
    claims = integer(object["claims"])
    for (name, path) in Self.tallies {
      for member in object[name]?.object?.members ?? [] {
        self[keyPath: path][member.name] = integer(member.value)
      }
    }
    for scale in object["totals"]?.object?.members ?? [] {
      for member in scale.value.object?.members ?? [] {
        if let key = Int(member.name) { totals[scale.name, default: [:]][key] = integer(member.value) }
      }
    }
  }

  var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.name("records")
    json.integer(records)
    json.name("claims")
    json.integer(claims)
    for (name, path) in Self.tallies {
      json.name(name)
      json.beginObject()
      for (name, count) in self[keyPath: path].sorted(by: { $0.key < $1.key }) {
        json.name(name)
        json.integer(count)
      }
      json.endObject()
    }
    json.name("totals")
    json.beginObject()
    for (scale, counts) in totals.sorted(by: { $0.key < $1.key }) {
      json.name(scale)
      json.beginObject()
      for (key, count) in counts.sorted(by: { $0.key < $1.key }) {
        json.name(String(key))
        json.integer(count)
      }
      json.endObject()
    }
    json.endObject()
    json.endObject()
    return json.bytes
  }
}
