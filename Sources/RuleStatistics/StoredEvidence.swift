// Figures that a pack carries: what its rules were found to be worth, on which articles (by a digest, without their
// texts), and for which rules (by a digest of the files), so that figures of other rules are seen to be such.

import JSON
import RulePacks
public import Rules

/// What `pack.json` holds as an entry of `evidence`.
public struct StoredEvidence: Sendable {
  public var corpus: String
  public var labels: String
  public var articles: Int
  public var table: RuleTable
  public var engine: String
  public var rulesDigest: String

  public init(
    corpus: LabelledCorpus, labels: LabelSet, table: RuleTable, pack: PackSource, engine: String
  ) {
    self.corpus = corpus.digest
    self.labels = labels.digest
    articles = corpus.articleCount
    self.table = table
    self.engine = engine
    rulesDigest = Self.rulesDigest(of: pack)
  }

  /// `sha256:…` over all that makes the pack's findings: its rules and lexicons, and the values of its parameters.
  public static func rulesDigest(of pack: PackSource) -> String {
    var text = ""
    for file in pack.ruleFiles + pack.lexiconFiles { text += "\(file.path) \(sha256(file.bytes))\n" }
    for parameter in pack.parameters { text += "\(parameter.name) \(parameter.value.text)\n" }
    return "sha256:" + sha256(Array(text.utf8))
  }

  func write(to json: inout JSONWriter) {
    json.beginObject()
    for (name, text) in [
      ("corpus", corpus), ("labels", labels), ("rulesDigest", rulesDigest), ("engine", engine),
    ] {
      json.name(name)
      json.string(text)
    }
    for (name, count) in [("articles", articles), ("items", table.items), ("yes", table.yes)] {
      json.name(name)
      json.integer(count)
    }
    json.name("rules")
    table.write(to: &json)
    json.endObject()
  }

  /// The manifest with this in its list `evidence`: in place of what it has for the same corpus and labels, else behind
  /// the others. The rest of the text stays byte for byte.
  ///
  /// - Returns: nil when `manifest` is no JSON object.
  public func stored(in manifest: [UInt8]) -> [UInt8]? {
    guard let object = (try? JSONValue(parsing: manifest))?.object,
      let places = TopLevelMembers(manifest)
    else { return nil }
    var entries = (object["evidence"]?.array ?? []).filter { entry in
      entry.object?["corpus"]?.string != corpus || entry.object?["labels"]?.string != labels
    }.map { value in
      var json = JSONWriter()
      json.value(value)
      return json.bytes
    }
    var json = JSONWriter()
    write(to: &json)
    entries.append(json.bytes)
    let list =
      Array("[".utf8) + entries.map { Array("\n    ".utf8) + $0 }.joined(separator: Array(",".utf8))
      + Array("\n  ]".utf8)
    if let range = places.values["evidence"] {
      return manifest[..<range.lowerBound] + list + manifest[range.upperBound...]
    }
    let comma = places.values.isEmpty ? "" : ","
    return manifest[..<places.end] + Array("\(comma)\n  \"evidence\": ".utf8) + list
      + (places.hasLineFeed ? [] : Array("\n".utf8)) + manifest[places.end...]
  }
}

/// Where the values of an object stand in its text, which is known to be sound.
private struct TopLevelMembers {
  var values: [String: Range<Int>] = [:]
  /// Behind the last value, or the brace of an empty object.
  var end = 0
  /// A line feed stands between there and the closing brace.
  var hasLineFeed = false

  init?(_ text: [UInt8]) {
    guard let open = text.firstIndex(of: UInt8(ascii: "{")) else { return nil }
    var index = open + 1
    end = index
    func skipSpace() { while index < text.count, text[index] <= 0x20 { index += 1 } }
    /// Passes one value: a string, or all up to the comma or bracket that ends it.
    func skipValue() {
      var depth = 0
      while index < text.count {
        switch text[index] {
        case UInt8(ascii: "\""):
          index += 1
          while index < text.count, text[index] != UInt8(ascii: "\"") {
            index += text[index] == UInt8(ascii: "\\") ? 2 : 1
          }
          index += 1
          if depth == 0 { return }
        case UInt8(ascii: "{"), UInt8(ascii: "["):
          depth += 1
          index += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          if depth == 0 { return }
          depth -= 1
          index += 1
          if depth == 0 { return }
        case UInt8(ascii: ","), 0...0x20:
          if depth == 0 { return }
          index += 1
        default: index += 1
        }
      }
    }
    while true {
      skipSpace()
      guard index < text.count, text[index] != UInt8(ascii: "}") else { break }
      let nameStart = index
      skipValue()
      guard index <= text.count, let name = (try? JSONValue(parsing: Array(text[nameStart..<index])))?.string
      else {
        return nil
      }
      skipSpace()
      index += 1
      skipSpace()
      let start = index
      skipValue()
      guard start < index, index <= text.count else { return nil }
      values[name] = start..<index
      end = index
      skipSpace()
      if index < text.count, text[index] == UInt8(ascii: ",") { index += 1 }
    }
    guard index < text.count else { return nil }
    hasLineFeed = text[end..<index].contains(0x0A)
  }
}
