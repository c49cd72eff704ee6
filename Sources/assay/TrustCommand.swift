import ArgumentParser
import Diagnostics
import RulePacks

struct TrustCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trust",
    abstract: "Say whose packs you trust.",
    discussion: """
      A key is trusted for an owner: what stands before '/' in a pack's name. The keys are kept in trust.json in your settings \
      (ASSAY_CONFIG, or assay in XDG_CONFIG_HOME, or ~/.config/assay).

      EXAMPLES
        assay trust add desk ed25519:3Zq… --note "Ada, by phone"
        assay trust list
        assay trust remove desk
      """,
    subcommands: [TrustAddCommand.self, TrustListCommand.self, TrustRemoveCommand.self])
}

struct TrustAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Trust a public key for the packs of one owner.",
    discussion: """
      Make sure by another way than the one the key came by that it is theirs: read its last letters to each other on the phone.

      EXAMPLES
        assay trust add desk ed25519:3Zq… --note "Ada, by phone"

      EXIT STATUS
        0  trusted
        2  it is no public key
      """)

  @Argument(help: ArgumentHelp("What stands before '/' in the packs' names.", valueName: "owner"))
  var owner: String

  @Argument(help: ArgumentHelp("The public key: ed25519:…", valueName: "key"))
  var key: String

  @Option(help: ArgumentHelp("Whose key it is, for you to remember.", valueName: "text"))
  var note = ""

  func run() throws {
    guard let publicKey = PublicKey(key) else {
      throw Failure(
        "'\(key)' is no public key",
        help: "assay key show FILE prints the public key of a private one: ed25519:…")
    }
    let isNew = try reportingFailure { () throws(PackError) in
      var trust = try TrustStore()
      return try trust.add(publicKey, for: owner, note: note)
    }
    try Terminal.out("\(publicKey) \(isNew ? "is" : "was already") trusted for '\(owner)'\n")
  }
}

struct TrustListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the keys that are trusted, by owner.",
    discussion: """
      EXAMPLES
        assay trust list
      """)

  func run() throws {
    let trust = try reportingFailure { () throws(PackError) in try TrustStore() }
    for entry in trust.entries {
      let note = entry.note.isEmpty ? "" : "  \(entry.note)"
      try Terminal.out("\(entry.owner)  \(entry.key)\(note)".safeForTerminal + "\n")
    }
    if trust.entries.isEmpty { Terminal.error("assay: no keys are trusted\n") }
  }
}

struct TrustRemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Stop trusting a key, or all keys of an owner.",
    discussion: """
      Packs that are installed and signed by nobody else do not run from then on.

      EXAMPLES
        assay trust remove desk ed25519:3Zq…
        assay trust remove desk

      EXIT STATUS
        0  no longer trusted
        1  it was not trusted
      """)

  @Argument(help: ArgumentHelp("What stands before '/' in the packs' names.", valueName: "owner"))
  var owner: String

  @Argument(help: ArgumentHelp("One key; all of the owner's without it.", valueName: "key"))
  var key: String?

  func run() throws {
    let publicKey = key.flatMap(PublicKey.init)
    if let key, publicKey == nil {
      throw Failure("'\(key)' is no public key", help: "assay trust list shows them")
    }
    let gone = try reportingFailure { () throws(PackError) in
      var trust = try TrustStore()
      return try trust.remove(publicKey, for: owner)
    }
    guard !gone.isEmpty else {
      throw Failure(
        "no key \(key.map { "\($0) " } ?? "")is trusted for '\(owner)'", help: "assay trust list shows them",
        status: 1)
    }
    for entry in gone { try Terminal.out("\(entry.key) is no longer trusted for '\(owner)'\n") }
  }
}
