// The seam between a run and its results. A run hands over finished records in the order of the input and
// now and then asks how far they are durable; what becomes of them (lines, rows, a page) is each output's own.

public import Articles
internal import JSON

/// One record as it leaves a run.
public struct FinishedRecord: Sendable {
  /// Its place among all records of the run, counted from 0; the next one's is greater by one.
  public var ordinal: Int
  /// The record: one JSON object (`assay.record/1`) without a line feed.
  public let line: [UInt8]
  /// The article it is about: the offsets of the record refer to its text.
  public let article: Article
  private let contents = LazyRecordContents()

  public init(ordinal: Int, line: [UInt8], article: Article) {
    self.ordinal = ordinal
    self.line = line
    self.article = article
  }

  /// What the record says, read once for all outputs.
  func contents(for path: String) throws(OutputFailure) -> RecordContents {
    do throws(JSONError) {
      return try contents.read(line)
    } catch {
      throw OutputFailure(path: path, reason: "record of '\(article.id)': \(error) at byte \(error.offset)")
    }
  }
}

extension FinishedRecord {
  /// The sentences around its claims, found once for all outputs.
  func context(_ unit: OffsetMap.Unit) -> ClaimContext { contents.context(article, unit: unit) }
}

/// How far an output is durable.
public struct OutputCursor: Hashable, Sendable {
  /// All records of smaller ordinals are in it.
  public var records: Int
  /// The length of the unfinished file in bytes up to there; nil for a database, which keeps its own cursor.
  public var bytes: Int?

  public init(records: Int = 0, bytes: Int? = nil) {
    self.records = records
    self.bytes = bytes
  }
}

/// What makes one run another than the next: two runs with the same description have the same results.
public struct RunDescription: Hashable, Sendable {
  /// The INPUTs as they were named, in order.
  public var inputs: [String]
  /// The packs in order, each as `NAME VERSION DIGEST`.
  public var packs: [String]
  /// What the offsets of the records count.
  public var offsets: OffsetMap.Unit
  /// The version of the engine.
  public var engine: String
  /// The scales that weigh claims, in the order of their columns in tables.
  public var scales: [String]

  public init(
    inputs: [String], packs: [String], offsets: OffsetMap.Unit, engine: String, scales: [String] = []
  ) {
    self.inputs = inputs
    self.packs = packs
    self.offsets = offsets
    self.engine = engine
    self.scales = scales
  }
}

/// Takes the records of one run, in order.
///
/// A file grows beside the one that it will replace, under its name and `.part`, and takes its place in `finish`.
/// An output that is neither finished nor discarded stays as it is on the disk, so that a run can go on with it.
public protocol RecordOutput: AnyObject {
  /// Takes one record. It is durable after the next `commit` and not before.
  ///
  /// Ordinals follow each other from the cursor with which the output was opened.
  func append(_ record: FinishedRecord) throws(OutputFailure)

  /// Makes everything appended so far durable and says how far that is.
  func commit() throws(OutputFailure) -> OutputCursor

  /// Completes the output and puts it in its place. Nothing may be called afterwards.
  func finish() throws(OutputFailure)

  /// Takes away what was written; what stood there before the run stays. Nothing may be called afterwards.
  func discard()
}

/// Why a result could not be written.
public struct OutputFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The output as the user named it.
  public var path: String
  /// Lower case, no full stop.
  public var reason: String
  /// What mends it, for a line of its own.
  public var help: String?

  public init(path: String, reason: String, help: String? = nil) {
    self.path = path
    self.reason = reason
    self.help = help
  }

  /// `claims.jsonl: could not be written: no space left on device`
  public var description: String { "\(path): \(reason)" }
}
