// What a run says of itself at its end. It is part of the checkpoint, so that a run in two halves says the same as a
// whole one.

internal import JSON
public import Scoring

/// What has come of a run so far.
public struct RunSummary: Hashable, Sendable {
  /// An input, or an article of one, of which there is no result.
  public struct Failure: Hashable, Sendable {
    /// The file as its INPUT names it.
    public var path: String
    public var line: Int?
    /// Its id when it was an article that ended its workers.
    public var setAside: String?

    public init(path: String, line: Int?, setAside: String? = nil) {
      self.path = path
      self.line = line
      self.setAside = setAside
    }

    /// `desk/a.txt`, `archive.jsonl:12`
    public var place: String { path + (line.map { ":\($0)" } ?? "") }
  }

  public var tally = Tally()
  /// How many inputs, or lines of inputs, could not be read or were set aside.
  public private(set) var failureCount = 0
  /// The first of them.
  public private(set) var failures: [Failure] = []

  /// How many places are named: the lines above the summary said them all.
  private static let shownPlaces = 8

  public init() {}

  public mutating func fail(_ failure: Failure) {
    failureCount += 1
    if failures.count < Self.shownPlaces { failures.append(failure) }
  }

  /// `12 articles, 140 claims, 2 diagnostics; 2 inputs failed: a.txt, b.jsonl:3`
  public var sentence: String {
    var text = "\(counted(tally.articles, "article")), \(counted(tally.claims, "claim"))"
    if tally.diagnosticCount > 0 { text += ", \(counted(tally.diagnosticCount, "diagnostic"))" }
    if failureCount > 0 {
      text += "; \(counted(failureCount, "input")) failed: \(failures.map(\.place).joined(separator: ", "))"
      if failureCount > failures.count { text += " and \(failureCount - failures.count) more" }
    }
    return text
  }
}

// MARK: as JSON

extension RunSummary {
  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.name("tally")
    tally.write(to: &json)
    json.name("failed")
    json.integer(failureCount)
    json.name("failures")
    json.beginArray()
    for failure in failures {
      json.beginObject()
      json.name("path")
      json.string(failure.path)
      if let line = failure.line {
        json.name("line")
        json.integer(line)
      }
      if let id = failure.setAside {
        json.name("setAside")
        json.string(id)
      }
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  init?(_ value: JSONValue) {
    guard let object = value.object, let tally = object["tally"].flatMap(Tally.init),
      let failed = object.count("failed"), let failures = object["failures"]?.array
    else { return nil }
    self.tally = tally
    failureCount = failed
    for failure in failures {
      guard let failure = failure.object, let path = failure["path"]?.string else { return nil }
      self.failures.append(
        Failure(path: path, line: failure.count("line"), setAside: failure["setAside"]?.string))
    }
  }
}
