import ArgumentParser
import Diagnostics
import PackRegistries
import RulePacks
import Rules

struct PackInstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Install packs into this project, or what its lock file names.",
    discussion: """
      Packs go into .assay/packs beside assay.lock, which pins each of them to the byte; keep the lock file with the project. \
      What a pack needs is installed with it. First it is said what will change and what each pack may do; nothing of a pack \
      is run. A pack must be signed by somebody who is trusted for its owner (`assay trust add`).

      EXAMPLES
        assay pack install desk/grain-deals --registry /srv/packs
        assay pack install 'desk/grain-deals@^1.2.0' --registry https://packs.example.org
        assay pack install                                  what assay.lock names, on another machine

      EXIT STATUS
        0  installed, or there already
        2  nothing was changed: a pack is not there, not signed, not trusted or altered, or versions do not go together
      """)

  @Argument(
    help: ArgumentHelp(
      "Packs, with a range of versions behind '@' if need be.", valueName: "owner/name[@range]"))
  var names: [String] = []

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var options: InstallOptions

  func run() throws {
    let registries = try registry.locations()
    var installer = try options.installer()
    let plan = try reportingFailure { () throws(PackError) in
      if names.isEmpty { return try installer.planLocked() }
      var wanted: [PackManifest.Dependency] = []
      for name in names { wanted.append(try InstallOptions.dependency(name)) }
      return try installer.plan(adding: wanted, from: registries)
    }
    try options.carryOut(plan, with: &installer)
  }
}

struct PackUpdateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Install the newest versions that go together.",
    discussion: """
      Without names all installed packs may change. A pack that was installed as NAME@RANGE stays in its range.

      EXAMPLES
        assay pack update
        assay pack update desk/grain-deals
      """)

  @Argument(help: ArgumentHelp("Packs that may change; all without.", valueName: "owner/name"))
  var names: [String] = []

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var options: InstallOptions

  func run() throws {
    let registries = try registry.locations()
    var installer = try options.installer()
    let plan = try reportingFailure { () throws(PackError) in
      let there = try InstalledPacks(around: options.project)?.lock.entries.map(\.name) ?? []
      for name in names where !there.contains(name) {
        throw PackError("'\(name)' is not installed", help: "assay pack list shows what is")
      }
      return try installer.plan(from: registries, loosened: names.isEmpty ? nil : Set(names))
    }
    try options.carryOut(plan, with: &installer)
  }
}

struct PackRemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Remove packs from this project, and what only they needed.",
    discussion: """
      EXAMPLES
        assay pack remove desk/grain-deals
      """)

  @Argument(help: ArgumentHelp("Packs that were installed by name.", valueName: "owner/name"))
  var names: [String]

  @OptionGroup var options: InstallOptions

  func run() throws {
    var installer = try options.installer()
    let plan = try reportingFailure { () throws(PackError) in try installer.plan(removing: names) }
    try options.carryOut(plan, with: &installer)
  }
}

/// How packs are put in place and taken away.
struct InstallOptions: ParsableArguments {
  @Flag(help: "Install packs that nobody you trust has signed. Their records say so.")
  var allowUnsigned = false

  @Flag(name: .shortAndLong, help: "Ask nothing at the terminal.")
  var yes = false

  @Flag(name: .customLong("dry-run"), help: "Say what would change, and change nothing.")
  var isDry = false

  /// The folder of the lock file: the nearest one from here upwards that has one, else this one.
  var project: String { InstalledPacks.project(around: ".") ?? "." }

  func installer() throws -> Installer {
    try reportingFailure { () throws(PackError) in
      Installer(project: project, trust: try TrustStore(), allowsUnsigned: allowUnsigned)
    }
  }

  /// Reads `owner/name` or `owner/name@range`.
  static func dependency(_ text: String) throws(PackError) -> PackManifest.Dependency {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard isPackName(parts[0]) else {
      throw PackError(
        "'\(parts[0])' is no name of a pack", help: "like desk/grain-deals, or 'desk/grain-deals@^1.2.0'")
    }
    guard parts.count == 2 else { return PackManifest.Dependency(name: parts[0], range: .any) }
    guard let range = VersionRange(parts[1]) else {
      throw PackError(
        "'\(parts[1])' is no range of versions", help: "like ^1.2.0, ~1.4, '>=1.0.0 <3.0.0' or 1.2.3")
    }
    return PackManifest.Dependency(name: parts[0], range: range)
  }

  /// Says what `plan` changes, and does it.
  func carryOut(_ plan: Installer.Plan, with installer: inout Installer) throws {
    var asked = false
    for step in plan.steps where step.kind != .keep {
      let version =
        step.from.map { step.kind == .update ? "\($0) → \(step.version)" : "\(step.version)" }
        ?? "\(step.version)"
      let license = step.license.isEmpty ? "" : ", \(step.license)"
      try Terminal.out("\(step.kind.rawValue) \(step.name) \(version)\(license)".safeForTerminal + "\n")
      guard step.kind != .remove else { continue }
      for name in step.capabilities {
        let isNew = step.newCapabilities.contains(name)
        let meaning = Capability(rawValue: name)?.meaning ?? name
        try Terminal.out(
          "  may \(meaning)\(isNew && step.kind == .update ? ": new in this version" : "")".safeForTerminal
            + "\n")
        asked = asked || isNew
      }
      if step.capabilities.isEmpty { try Terminal.out("  asks for nothing beyond reading articles\n") }
    }
    if isDry { return }
    if asked, !yes, Terminal.isInteractive, Terminal.canAsk {
      Terminal.error("go on? [y/N] ")
      guard let answer = readLine()?.lowercased(), ["y", "yes"].contains(answer) else {
        throw Failure("nothing was changed", status: 1)
      }
    }
    do throws(PackError) {
      try installer.carryOut(plan) { name in
        if Terminal.isInteractive { Terminal.error("getting \(name) …".safeForTerminal + "\n") }
      }
    } catch { throw Failure(error.description, help: error.help) }
    for notice in installer.notices { Terminal.error("assay: WARNING: \(notice.safeForTerminal)\n") }
    guard plan.changesNothing else { return }
    for name in installer.placed { try Terminal.out("put \(name) in place again".safeForTerminal + "\n") }
    if installer.placed.isEmpty { try Terminal.out("nothing to do: all is in place\n") }
  }
}
