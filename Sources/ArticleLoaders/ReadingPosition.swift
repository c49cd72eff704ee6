// A run that was stopped goes on where it was. What that takes of the reading side is small enough to be written
// down every few seconds.

public import JSON

/// Where in its inputs an `ArticleReader` is, between two items.
public struct ReadingPosition: Hashable, Sendable {
  /// How many of the files and streams are done.
  public var step: Int
  /// How many bytes of the next one are used, counted after decompression.
  public var offset: Int
  /// How many lines of it are used.
  public var line: Int
  /// What its loader needs to know beyond that.
  public var state: Int
  /// Bytes of all inputs that came before, as they are on the disk.
  public var bytesBefore: Int

  /// The start of the first input.
  public init(step: Int = 0, offset: Int = 0, line: Int = 0, state: Int = 0, bytesBefore: Int = 0) {
    self.step = step
    self.offset = offset
    self.line = line
    self.state = state
    self.bytesBefore = bytesBefore
  }

  /// Whether something of the next file or stream is used.
  var isInsideSource: Bool { offset > 0 || line > 0 || state > 0 }

  /// Reads what `write` wrote; nil when it is something else.
  public init?(_ value: JSONValue) {
    guard let object = value.object else { return nil }
    func field(_ name: String) -> Int? {
      object[name]?.number?.integer.flatMap(Int.init(exactly:)).flatMap { $0 >= 0 ? $0 : nil }
    }
    guard let step = field("step"), let offset = field("offset"), let line = field("line"),
      let state = field("state"), let bytesBefore = field("bytesBefore")
    else { return nil }
    self.init(step: step, offset: offset, line: line, state: state, bytesBefore: bytesBefore)
  }

  /// Appends an object of integers.
  public func write(to json: inout JSONWriter) {
    json.beginObject()
    json.name("step")
    json.integer(step)
    json.name("offset")
    json.integer(offset)
    json.name("line")
    json.integer(line)
    json.name("state")
    json.integer(state)
    json.name("bytesBefore")
    json.integer(bytesBefore)
    json.endObject()
  }
}
