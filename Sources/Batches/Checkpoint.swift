// What a run must know to go on after anything: where in the input, how far in each output, and under which
// conditions the bytes will be the same. One small file beside the first output, replaced as a whole, so it is always
// that of one moment.

public import ArticleLoaders
internal import Glibc
internal import JSON
public import RecordOutputs
internal import Scoring

/// A moment of a run from which it can go on.
public struct Checkpoint: Hashable, Sendable {
  public enum Stage: String, Hashable, Sendable {
    case running
    /// All records are in the outputs, which are not yet all in their places.
    case written
    case finished
  }

  /// An INPUT as it was when the run began.
  public struct Input: Hashable, Sendable {
    public var name: String
    /// Of how many files, how many bytes, and what `InputSamples` say of them.
    public var files: Int
    public var bytes: Int
    public var digest: String
  }

  public var stage = Stage.running
  public var inputs: [Input]
  /// `NAME VERSION DIGEST` of each pack.
  public var packs: [String]
  public var engine: String
  /// Options that change bytes, each as `NAME VALUE`.
  public var options: [String]
  /// The outputs as they were named, with how far each is durable.
  public var outputs: [Output]
  public var position = ReadingPosition()
  /// How many records there are up to `position`.
  public var records = 0
  public var summary = RunSummary()

  public struct Output: Hashable, Sendable {
    public var path: String
    public var cursor: OutputCursor
  }

  /// Why a run with these conditions cannot go on from `earlier`; nil when it can.
  public func refusal(of earlier: Checkpoint) -> (reason: String, help: String)? {
    let startOver = "without --resume the run starts over"
    guard earlier.engine == engine else {
      return ("the run was begun by version \(earlier.engine), this is \(engine)", startOver)
    }
    guard earlier.inputs.map(\.name) == inputs.map(\.name) else {
      return (
        "the run was begun with other inputs: \(earlier.inputs.map(\.name).joined(separator: " "))", startOver
      )
    }
    for (before, now) in zip(earlier.inputs, inputs) where before != now {
      let what =
        before.files != now.files
        ? "had \(counted(before.files, "file")), has \(now.files)"
        : before.bytes != now.bytes
          ? "had \(counted(before.bytes, "byte")), has \(now.bytes)" : "has other bytes"
      return ("input '\(now.name)' was changed since the run was begun: \(what)", startOver)
    }
    for pack in packs where !earlier.packs.contains(pack) {
      let name = pack.split(separator: " ").first ?? ""
      let isKnown = earlier.packs.contains { $0.hasPrefix(name + " ") }
      return (
        "pack '\(name)' \(isKnown ? "was changed" : "was added") since the run was begun",
        isKnown ? "undo the change to go on; \(startOver)" : startOver
      )
    }
    guard earlier.packs == packs else {
      return ("the run was begun with other packs: \(earlier.packs.joined(separator: ", "))", startOver)
    }
    guard earlier.options == options else {
      return ("the run was begun with other options: \(earlier.options.joined(separator: ", "))", startOver)
    }
    guard earlier.outputs.map(\.path) == outputs.map(\.path) else {
      return (
        "the run was begun with other outputs: \(earlier.outputs.map(\.path).joined(separator: " "))",
        startOver
      )
    }
    return nil
  }
}

// MARK: as JSON

extension Checkpoint {
  private static let schema = "assay.checkpoint/1"

  var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.name("schema")
    json.string(Self.schema)
    json.name("stage")
    json.string(stage.rawValue)
    json.name("records")
    json.integer(records)
    json.name("position")
    position.write(to: &json)
    json.name("outputs")
    json.beginArray()
    for output in outputs {
      json.beginObject()
      json.name("path")
      json.string(output.path)
      json.name("records")
      json.integer(output.cursor.records)
      if let bytes = output.cursor.bytes {
        json.name("bytes")
        json.integer(bytes)
      }
      json.endObject()
    }
    json.endArray()
    json.name("inputs")
    json.beginArray()
    for input in inputs {
      json.beginObject()
      json.name("name")
      json.string(input.name)
      json.name("files")
      json.integer(input.files)
      json.name("bytes")
      json.integer(input.bytes)
      json.name("digest")
      json.string(input.digest)
      json.endObject()
    }
    json.endArray()
    for (name, strings) in [("packs", packs), ("options", options)] {
      json.name(name)
      json.beginArray()
      for string in strings { json.string(string) }
      json.endArray()
    }
    json.name("engine")
    json.string(engine)
    json.name("summary")
    summary.write(to: &json)
    json.endObject()
    json.newline()
    return json.bytes
  }

  /// - Returns: nil when `bytes` are no checkpoint of ours.
  init?(_ bytes: [UInt8]) {
    guard let object = try? JSONValue(parsing: bytes).object, object["schema"]?.string == Self.schema,
      let stage = object["stage"]?.string.flatMap(Stage.init), let records = object.count("records"),
      let position = object["position"].flatMap(ReadingPosition.init),
      let outputs = object["outputs"]?.array, let inputs = object["inputs"]?.array,
      let packs = object.strings("packs"), let options = object.strings("options"),
      let engine = object["engine"]?.string, let summary = object["summary"].flatMap(RunSummary.init)
    else { return nil }
    self.stage = stage
    self.records = records
    self.position = position
    self.packs = packs
    self.options = options
    self.engine = engine
    self.summary = summary
    self.outputs = []
    for output in outputs {
      guard let output = output.object, let path = output["path"]?.string,
        let records = output.count("records")
      else { return nil }
      self.outputs.append(
        Output(path: path, cursor: OutputCursor(records: records, bytes: output.count("bytes"))))
    }
    self.inputs = []
    for input in inputs {
      guard let input = input.object, let name = input["name"]?.string, let files = input.count("files"),
        let bytes = input.count("bytes"), let digest = input["digest"]?.string
      else { return nil }
      self.inputs.append(Input(name: name, files: files, bytes: bytes, digest: digest))
    }
  }
}

extension JSONObject {
  /// A whole number that is not negative.
  func count(_ name: String) -> Int? {
    self[name]?.number?.integer.flatMap(Int.init(exactly:)).flatMap { $0 >= 0 ? $0 : nil }
  }

  func strings(_ name: String) -> [String]? {
    guard let array = self[name]?.array else { return nil }
    let strings = array.compactMap(\.string)
    return strings.count == array.count ? strings : nil
  }
}
