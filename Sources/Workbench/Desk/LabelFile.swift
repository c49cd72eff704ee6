// Labels are the work of hours. They go to disk with every key, whole or not at all, and never over what somebody else
// has written there since the page last saw it.

import FoundationEssentials
import RecordOutputs
import RulePacks
import RuleStatistics
import Synchronization

/// The file that labels are read from and written to.
final class LabelFile: Sendable {
  let path: String
  /// The digest of what was last read or written; nil when there was no file.
  private let seen: Mutex<String?>

  init(_ path: String) {
    self.path = path
    seen = Mutex(Self.bytes(path).map { sha256($0) })
  }

  /// What the file holds now, which counts as seen.
  ///
  /// - Throws: 400 for a file that is no table of labels.
  func read() throws(Refusal) -> LabelTable {
    let bytes = Self.bytes(path)
    let table = try table(bytes)
    seen.withLock { $0 = bytes.map { sha256($0) } }
    return table
  }

  /// Changes the file, unless somebody else has since it was last seen.
  ///
  /// - Throws: 409 when somebody has; 400 when it cannot be read or written.
  func change(_ body: (inout LabelTable) -> Void) throws(Refusal) -> LabelTable {
    try seen.withLock { seen throws(Refusal) in
      let bytes = Self.bytes(path)
      guard bytes.map({ sha256($0) }) == seen else {
        throw Refusal(409, "'\(path)' was changed by somebody else", help: "look at the labels anew")
      }
      var table = try table(bytes)
      body(&table)
      let written = table.bytes
      do throws(OutputFailure) {
        let file = try PartFile(path, inputs: [])
        try file.write(written)
        try file.finish()
      } catch {
        throw Refusal(400, "\(error.path): \(error.reason)", help: error.help)
      }
      seen = sha256(written)
      return table
    }
  }

  private func table(_ bytes: [UInt8]?) throws(Refusal) -> LabelTable {
    guard let bytes else { return LabelTable() }
    do throws(LabelSet.Mistakes) { return try LabelTable(bytes, path: path) } catch {
      throw Refusal(400, error.lines.first ?? "\(path): a table of labels expected")
    }
  }

  private static func bytes(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path).map { [UInt8]($0) }
  }
}
