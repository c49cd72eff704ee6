import RecordOutputs

/// Writes a file of results; it is replaced when all of it is written.
func writeFile(_ bytes: [UInt8], to path: String) throws {
  do throws(OutputFailure) {
    let file = try PartFile(path, inputs: [])
    try file.write(bytes)
    try file.finish()
  } catch {
    throw Failure("\(error.path): \(error.reason)", help: error.help)
  }
}
