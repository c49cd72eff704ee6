// A resumed run must read what the first one would have read. Reading everything twice to be sure of that would cost
// an hour for a terabyte, so a long file is known by its length and by samples of it.

internal import ArticleLoaders
internal import RulePacks

extension Checkpoint.Input {
  /// What the inputs of `reader` are now. A file is known by its path, its length and what `FileSample` holds of it.
  static func all(named names: [String], of reader: borrowing ArticleReader) -> [Checkpoint.Input] {
    var inputs = names.map { Checkpoint.Input(name: $0, files: 0, bytes: 0, digest: "") }
    reader.forEachFile { input, file in
      inputs[input].files += 1
      inputs[input].bytes += file.size
      // A chain, so that the order of files counts and nothing but one digest is kept.
      inputs[input].digest = sha256(
        Array("\(inputs[input].digest) \(file.path) \(file.size) \(sha256(file.bytes))".utf8))
    }
    return inputs
  }
}
