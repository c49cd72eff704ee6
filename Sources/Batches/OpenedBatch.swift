// Where a run begins: at the start, at a checkpoint, or not at all because it is done. All that can be refused is
// refused here, before any work.

public import ArticleLoaders
internal import Articles
internal import Glibc
public import RecordOutputs
public import Scoring

/// What a run reads and writes.
public struct BatchSettings: Sendable {
  /// Files, folders, `-`.
  public var inputs: [String]
  public var load: LoadOptions
  /// Files to write; none when the caller brings an output of its own.
  public var outputs: [String]
  /// The form of all outputs; nil to go by their names.
  public var form: OutputForm?
  /// Whether to go on from the checkpoint, where there is one.
  public var resumes: Bool
  /// The scales that weigh claims, which are columns of tables.
  public var scales: [String] = []

  public init(
    inputs: [String], load: LoadOptions, outputs: [String], form: OutputForm? = nil, resumes: Bool = false
  ) {
    self.inputs = inputs
    self.load = load
    self.outputs = outputs
    self.form = form
    self.resumes = resumes
  }
}

/// A run that can start: inputs found, outputs open, the checkpoint looked at.
public struct OpenedBatch: ~Copyable {
  var reader: ArticleReader
  var outputs: [BatchRun.ResumedOutput] = []
  /// Whether records say which earlier article they are nearly the same as.
  let marksNearDuplicates: Bool
  /// nil where a run cannot go on: standard input comes once, and a pipe or a device keeps nothing.
  let checkpointFile: CheckpointFile?
  var checkpoint: Checkpoint
  /// Whether an earlier process did it all.
  private(set) var isDone = false

  /// Whether a run that is stopped can go on.
  public var canResume: Bool { checkpointFile != nil }
  /// The bytes of all inputs; nil when a stream is among them.
  public var totalBytes: Int? { reader.totalBytes() }
  /// How many of them an earlier process has read.
  public var bytesRead: Int { reader.bytesRead }
  /// What an earlier process did of it.
  public var summary: RunSummary { checkpoint.summary }

  /// - Parameter own: an output that is no file; the run writes there as well.
  /// - Throws: `OutputFailure`, `CheckpointError`, and `ResumeRefusal` when the run is another one than that of the
  ///   checkpoint.
  public init(_ settings: BatchSettings, writer: RecordWriter, own: (any RecordOutput)? = nil) throws {
    let reader = ArticleReader(settings.inputs, options: settings.load)
    marksNearDuplicates = settings.load.marksNearDuplicates
    let files = settings.outputs.filter(Self.isReplaced)
    let canResume = files.count == settings.outputs.count && own == nil && reader.totalBytes() != nil
    checkpointFile = canResume ? files.first.map(CheckpointFile.init(besides:)) : nil
    let description = RunDescription(
      inputs: settings.inputs, packs: writer.packLines, offsets: writer.unit, engine: writer.engine,
      scales: settings.scales)
    checkpoint = Checkpoint(
      inputs: checkpointFile == nil
        ? settings.inputs.map { Checkpoint.Input(name: $0, files: 0, bytes: 0, digest: "") }
        : Checkpoint.Input.all(named: settings.inputs, of: reader),
      packs: description.packs, engine: writer.engine,
      options: ["offsets \(writer.unit.rawValue)", "headline \(settings.load.headline == .firstLine)"]
        + (settings.load.marksNearDuplicates ? ["dedupe true"] : [])
        + (settings.load.converter.map { ["loader \($0)"] } ?? [])
        + (settings.load.map.map { ["map \($0.description)"] } ?? []),
      outputs: settings.outputs.map { Checkpoint.Output(path: $0, cursor: OutputCursor()) })
    try Self.checkIsNoInput(settings.outputs, reader)

    var earlier: Checkpoint?
    if settings.resumes {
      guard let checkpointFile else { throw ResumeRefusal.cannotResume }
      earlier = try checkpointFile.read()
      if let earlier, let refusal = checkpoint.refusal(of: earlier) {
        throw ResumeRefusal.changed(checkpointFile.path, refusal.reason, help: refusal.help)
      }
      // Results that somebody has taken away since are made again.
      if earlier?.stage == .finished, !files.allSatisfy(Self.exists) { earlier = nil }
    }
    if let earlier, earlier.stage == .finished {
      checkpoint = earlier
      isDone = true
      self.reader = reader
      return
    }
    if earlier == nil { checkpointFile?.remove() }

    for (row, path) in settings.outputs.enumerated() {
      // One that is in its place already, when the process ended among the others.
      if earlier?.stage == .written, isInPlace(path, form: settings.form) { continue }
      do throws(OutputFailure) {
        let (output, start) = try openOutput(
          path, form: settings.form, of: description, resuming: earlier?.outputs[row].cursor)
        outputs.append(BatchRun.ResumedOutput(output: output, row: row, next: start.records))
      } catch {
        // What another process left is for a later one.
        if earlier == nil { for other in outputs { other.output.discard() } }
        throw error
      }
    }
    if let own { outputs.append(BatchRun.ResumedOutput(output: own, row: 0, next: 0)) }
    if let earlier, outputs.allSatisfy({ $0.next >= earlier.records }) {
      checkpoint = earlier
      self.reader = ArticleReader(settings.inputs, options: settings.load, at: earlier.position)
    } else {
      // Somebody has taken an unfinished file away: it is made again, and the others skip what they have.
      self.reader = reader
    }
  }

  /// A file of a folder or a pattern is an input, too.
  private static func checkIsNoInput(
    _ outputs: [String], _ reader: borrowing ArticleReader
  ) throws(OutputFailure) {
    for path in outputs where reader.reads(path) {
      throw OutputFailure(
        path: path, reason: "is an input as well", help: "name another file for the records")
    }
  }

  private static func isReplaced(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
  }

  private static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }
}

/// Why a run cannot go on, though it was asked to.
public enum ResumeRefusal: Error, Hashable, Sendable {
  /// Not even in principle.
  case cannotResume
  /// The checkpoint at this path is of another run.
  case changed(String, String, help: String)

  public var description: String {
    switch self {
    case .cannotResume: "--resume: only files can be resumed, from inputs that can be read again"
    case .changed(let path, let reason, _): "\(path): \(reason)"
    }
  }

  public var help: String {
    switch self {
    case .cannotResume: "name inputs other than '-', and an --output that is a file"
    case .changed(_, _, let help): help
    }
  }
}
