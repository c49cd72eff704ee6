import ArgumentParser
import Diagnostics
import PackRegistries
import RulePacks

struct PackListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the packs that are installed in this project.",
    discussion: """
      With --outdated the registries that the packs came from are asked, and only packs with a newer version are listed: the \
      newest that what you asked for allows, and the newest of all.

      EXAMPLES
        assay pack list
        assay pack list --outdated
      """)

  @OptionGroup var registry: RegistryOptions

  @Flag(help: "Ask the registries, and list only packs with a newer version.")
  var outdated = false

  func run() throws {
    let installed = try reportingFailure { () throws(PackError) in try InstalledPacks(around: ".") }
    guard let installed, !installed.lock.entries.isEmpty else {
      Terminal.error("assay: no packs are installed in this project\n")
      return
    }
    if outdated { return try listOutdated(installed) }
    let width = installed.lock.entries.map(\.name.count).max() ?? 0
    for entry in installed.lock.entries {
      let isWanted = installed.lock.wanted.contains { $0.name == entry.name }
      let notes = [
        entry.signed ? nil : "unsigned", installed.isInPlace(entry) ? nil : "not in place",
        isWanted ? nil : "needed by others",
        entry.capabilities.isEmpty ? nil : "may use \(entry.capabilities.joined(separator: ", "))",
      ].compactMap { $0 }
      let name = entry.name.padded(to: width)
      try Terminal.out(
        "\(name)  \(entry.version)  \(entry.digest)\(notes.isEmpty ? "" : "  \(notes.joined(separator: "; "))")"
          .safeForTerminal + "\n")
    }
  }

  private func listOutdated(_ installed: InstalledPacks) throws {
    let given = try registry.locations()
    var indexes: [String: RegistryIndex] = [:]
    let width = installed.lock.entries.map(\.name.count).max() ?? 0
    for entry in installed.lock.entries {
      let place = given.first?.description ?? entry.registry
      if indexes[place] == nil {
        indexes[place] = try reportingFailure { () throws(PackError) in
          try RegistryLocation(locked: place, in: installed.project).index()
        }
      }
      let releases = indexes[place]?.releases(of: entry.name) ?? []
      if let yanked = releases.first(where: { $0.version == entry.version })?.yanked {
        Terminal.error(
          "assay: warning: '\(entry.name)' \(entry.version) was yanked: \(yanked.safeForTerminal)\n")
      }
      let good = releases.filter { $0.yanked == nil && $0.version.prerelease.isEmpty }
      guard let newest = good.last, newest.version > entry.version else { continue }
      let ranges =
        installed.lock.wanted.filter { $0.name == entry.name }.map(\.range)
        + installed.lock.entries.flatMap(\.dependencies).filter { $0.name == entry.name }.map(\.range)
      let allowed = good.last { release in ranges.allSatisfy { $0.contains(release.version) } }
      let update =
        allowed.map { $0.version > entry.version ? "update to \($0.version)" : "nothing newer is allowed" }
        ?? "nothing newer is allowed"
      try Terminal.out(
        "\(entry.name.padded(to: width))  \(entry.version)  \(update), newest \(newest.version)"
          .safeForTerminal + "\n")
    }
  }
}

struct PackSearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "List the packs of a registry.",
    discussion: """
      EXAMPLES
        assay pack search --registry https://packs.example.org
        assay pack search grain --registry /srv/packs

      EXIT STATUS
        0  found
        1  no pack holds the text in its name or title
      """)

  @Argument(help: ArgumentHelp("A part of the name or title.", valueName: "text"))
  var text = ""

  @OptionGroup var registry: RegistryOptions

  func run() throws {
    let location = try registry.location()
    let found = try reportingFailure { () throws(PackError) in try location.index() }.search(text)
    let width = found.map(\.name.count).max() ?? 0
    for (name, releases) in found {
      let newest = releases.last { $0.yanked == nil && $0.version.prerelease.isEmpty } ?? releases.last
      guard let newest else { continue }
      let mark = newest.yanked == nil ? "" : " (yanked)"
      try Terminal.out(
        "\(name.padded(to: width))  \(newest.version)\(mark)  \(newest.title)".safeForTerminal + "\n")
    }
    if found.isEmpty { throw Failure("no pack holds '\(text)' in \(location)", status: 1) }
  }
}

extension String {
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
