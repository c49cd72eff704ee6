import ArgumentParser
import Diagnostics
import Glibc
import RulePacks

struct KeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Make a key to sign packs with.",
    discussion: """
      EXAMPLES
        assay key new ada.key
        assay key show ada.key
      """,
    subcommands: [KeyNewCommand.self, KeyShowCommand.self])
}

struct KeyNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a private key, in a file that only you may read.",
    discussion: """
      What is printed is the public key: give it to those who shall trust your packs. With a passphrase the file alone is not \
      yet the key (scrypt, ChaCha20-Poly1305).

      EXAMPLES
        assay key new ada.key
        assay key new ada.key --passphrase              asks for one
        assay key new ada.key --passphrase-file secret.txt

      EXIT STATUS
        0  made
        2  the file is there already, or cannot be written
      """)

  @Argument(help: ArgumentHelp("The file to make.", valueName: "file"), completion: .file())
  var file: String

  @Flag(name: .customLong("passphrase"), help: "Ask for a passphrase, twice.")
  var asks = false

  @OptionGroup var passphrase: PassphraseOptions

  func run() throws {
    let key = PrivateKey()
    try reportingFailure { () throws(PackError) in
      let phrase = asks || passphrase.file != nil ? try passphrase.new(for: file) : nil
      try key.write(to: file, passphrase: phrase)
    }
    try Terminal.out("\(key.publicKey)\n")
    Terminal.error(
      "assay: made \(file.safeForTerminal), for your eyes alone; the line above is its public key\n")
  }
}

struct KeyShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print the public key that belongs to a private one.",
    discussion: """
      EXAMPLES
        assay key show ada.key
      """)

  @Argument(help: ArgumentHelp("The private key.", valueName: "file"), completion: .file())
  var file: String

  @OptionGroup var passphrase: PassphraseOptions

  func run() throws {
    let key = try reportingFailure { () throws(PackError) in
      try PrivateKey.read(file) { () throws(PackError) in try passphrase.existing(for: file) }
    }
    try Terminal.out("\(key.publicKey)\n")
  }
}

/// Where the passphrase of a key comes from. Never from the command line, which every user of the machine can see.
struct PassphraseOptions: ParsableArguments {
  @Option(
    name: .customLong("passphrase-file"),
    help: ArgumentHelp("Take the passphrase from the first line of this file.", valueName: "file"),
    completion: .file())
  var file: String?

  /// The passphrase of a key that is there.
  func existing(for key: String) throws(PackError) -> String {
    if let file { return try read(file) }
    return try ask("passphrase of \(key): ")
  }

  /// A passphrase for a new key, asked for twice.
  func new(for key: String) throws(PackError) -> String {
    if let file { return try read(file) }
    let first = try ask("new passphrase for \(key): ")
    guard first.utf8.count >= 8 else {
      throw PackError("the passphrase is too short: at least 8 characters expected")
    }
    guard try ask("the same again: ") == first else {
      throw PackError("the two passphrases are not the same")
    }
    return first
  }

  private func read(_ file: String) throws(PackError) -> String {
    let bytes = try SystemFiles.read(file, atMost: 4096)
    let line = String(decoding: bytes.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    guard !line.isEmpty else { throw PackError("\(file): holds no passphrase") }
    return line
  }

  /// Asks at the terminal, without showing what is typed.
  private func ask(_ question: String) throws(PackError) -> String {
    guard isatty(STDIN_FILENO) == 1 else {
      throw PackError(
        "a passphrase is needed, and there is no terminal to ask at",
        help: "--passphrase-file names a file with it")
    }
    var before = termios()
    guard unsafe tcgetattr(STDIN_FILENO, &before) == 0 else { throw PackError("the terminal cannot be read") }
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO)
    unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
    defer { unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &before) }
    Terminal.error(question.safeForTerminal)
    let line = readLine(strippingNewline: true)
    Terminal.error("\n")
    guard let line, !line.isEmpty else { throw PackError("no passphrase was given") }
    return line
  }
}
