import ArgumentParser
import Diagnostics
import RulePacks
import Rules
import Scoring

struct PackBuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Make one file of a pack's folder.",
    discussion: """
      The file is a zip archive, stored and not compressed, so that any system opens it and the same folder always gives the \
      same bytes. Hidden files are left out; nothing of the pack is run. The digest is what records name the pack by.

      EXAMPLES
        assay pack build grain-deals
        assay pack build grain-deals --output release/grain-deals.zip

      EXIT STATUS
        0  the file is there
        2  the folder is no pack, its manifest has mistakes, or a file's name would not survive another system
      """)

  @Argument(
    help: ArgumentHelp("The pack's folder; this one by default.", valueName: "folder"), completion: .directory
  )
  var folder = "."

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The file; OWNER-NAME-VERSION.zip by default.", valueName: "file"), completion: .file()
  )
  var output: String?

  func run() throws {
    let (pack, file, size) = try reportingFailure { () throws(PackError) in
      let pack = try OpenedPack.read(folder: folder)
      let name = pack.manifest.name.split(separator: "/").joined(separator: "-")
      let file = output ?? "\(name)-\(pack.version).\(PackArchive.ending)"
      let bytes = try PackArchive.bytes(of: pack.files)
      try SystemFiles.replace(file, bytes)
      return (pack, file, bytes.count)
    }
    let signatures = pack.signature?.signatures.count ?? 0
    try Terminal.out(
      """
      made \(file): \(pack.manifest.name) \(pack.version), \(counted(pack.files.count, "file")), \(size) bytes
        digest \(pack.digest)
        \(signatures == 0 ? "not signed; next: assay pack sign \(file) --key KEY" : counted(signatures, "signature"))

      """.safeLinesForTerminal)
    if pack.manifest.license.isEmpty {
      Terminal.error("assay: warning: the pack does not say under which licence others may use it\n")
    }
  }
}
