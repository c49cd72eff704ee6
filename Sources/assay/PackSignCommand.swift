import ArgumentParser
import Diagnostics
import RulePacks
import Rules

struct PackSignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Sign every file of a pack.",
    discussion: """
      The signature (Ed25519) is over path, SHA-256 and size of every file and stands in pack.sig, in the folder or in the \
      archive. Signatures of others stay where they fit. `assay key new` makes a key.

      EXAMPLES
        assay pack sign desk-grain-deals-0.1.0.zip --key ada.key
        assay pack sign grain-deals --key ada.key            a folder, before it is packed
        assay pack sign grain-deals --key ada.key --passphrase-file secret.txt

      EXIT STATUS
        0  signed
        2  others may read the key, its passphrase is another, or the pack has mistakes
      """)

  @Argument(help: ArgumentHelp("A pack's archive or folder.", valueName: "pack"), completion: .file())
  var path: String

  @Option(help: ArgumentHelp("The private key.", valueName: "file"), completion: .file())
  var key: String

  @OptionGroup var passphrase: PassphraseOptions

  func run() throws {
    let (name, publicKey) = try reportingFailure { () throws(PackError) in
      let file = key
      let key = try PrivateKey.read(file) { () throws(PackError) in try passphrase.existing(for: file) }
      let isFolder = SystemFiles.kind(of: path) == .folder
      // A signature that no longer fits is what signing again mends, so it is not looked at.
      let files =
        isFolder
        ? try PackArchive.files(ofFolder: path)
        : try PackArchive.files(in: SystemFiles.read(path, atMost: PackArchive.largestSize), named: path)
      let place = path + "/pack.sig"
      let signed = try PackSignature.sign(files, with: key, displayPath: place)
      // Read again as a stranger would, before anything is written.
      let pack = try OpenedPack(files: signed, file: path)
      if isFolder {
        let signature = signed.first { $0.path == "pack.sig" }
        try SystemFiles.replace(place, signature?.bytes ?? [])
      } else {
        try SystemFiles.replace(path, try PackArchive.bytes(of: signed))
      }
      return ("\(pack.manifest.name) \(pack.version)", key.publicKey)
    }
    try Terminal.out("signed \(path): \(name), by \(publicKey)".safeForTerminal + "\n")
  }
}

struct PackVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Say whether a pack is signed by somebody you trust for its owner.",
    discussion: """
      Every file must be the one that was signed, none may be missing and none too many, and one of the signers must be trusted \
      for the owner in the pack's name (`assay trust list`).

      EXAMPLES
        assay pack verify desk-grain-deals-0.1.0.zip
        assay pack verify grain-deals
        assay pack verify desk/grain-deals                   an installed one

      EXIT STATUS
        0  it is
        1  it is not: not signed, altered, or signed by somebody who is not trusted for its owner
        2  it could not be read
      """)

  @Argument(
    help: ArgumentHelp("A pack's archive or folder, or an installed pack's name.", valueName: "pack"),
    completion: .file())
  var path: String

  func run() throws {
    let trust = try reportingFailure { () throws(PackError) in try TrustStore() }
    if SystemFiles.kind(of: path) == .missing, isPackName(path) { return try verifyInstalled(trust) }
    if SystemFiles.kind(of: path) == .missing { throw Failure("\(path): no such file or folder") }
    let pack = try reportingFailure(status: 1) { () throws(PackError) in try readPack(at: path).pack }
    let name = pack.manifest.name
    guard let signature = pack.signature else {
      throw Failure("\(path): is not signed", help: "assay pack sign \(path) --key KEY", status: 1)
    }
    let keys = signature.keys(trustedBy: trust, for: name)
    guard !keys.isEmpty else {
      let error = signature.distrust(trust, of: name)
      throw Failure(error.description, help: error.help, status: 1)
    }
    try report(name, pack.version, pack.digest, keys)
  }

  private func verifyInstalled(_ trust: TrustStore) throws {
    let installed = try reportingFailure { () throws(PackError) in try InstalledPacks(around: ".") }
    guard let installed, let entry = installed.lock[path] else {
      throw Failure("'\(path)' is not installed", help: "assay pack list shows what is")
    }
    let keys = try reportingFailure(status: 1) { () throws(PackError) in
      let files = try installed.files(of: entry, trust: trust, allowsUnsigned: false).files
      let signature = try PackSignature.check(files, named: path)
      return signature?.keys(trustedBy: trust, for: path) ?? []
    }
    try report(path, entry.version, entry.digest, keys)
  }

  private func report(_ name: String, _ version: Version, _ digest: String, _ keys: [PublicKey]) throws {
    let owner = name.split(separator: "/").first ?? ""
    try Terminal.out(
      "\(name) \(version): every file is as signed, \(digest)".safeForTerminal + "\n"
        + keys.map { "  signed by \($0), trusted for '\(owner)'\n" }.joined())
  }
}
