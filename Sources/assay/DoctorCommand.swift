import ArgumentParser
import Confinement
import Diagnostics
import LuaRuntime
import RulePacks
import Rules
import Scoring

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what this installation runs on, and what protects it.",
    discussion: """
      The Lua library that was found and what it gets wrong, the protections that workers put in force, the packs that \
      come with assay or are installed in this project, and the keys that are trusted.

      EXAMPLES
        assay doctor

      EXIT STATUS
        0  everything is in force
        1  a self-test failed, a protection is missing on this machine, or an installed pack would not run
      """)

  func run() throws {
    var isSound = true
    var report = "assay \(engineVersion)\n\n\(LuaLibrary.release)\n"
    for test in LuaLibrary.selfTests() {
      // A fault that rules are kept away from is worth knowing, and nothing to mend.
      let isGood = test.passed || test.isContained
      report += Self.line(
        isGood, test.name, detail: test.passed ? nil : (isGood ? "no, but " : "") + test.meaning)
      isSound = isSound && isGood
    }
    report += "\nProtections of workers\n"
    let confinement = Confinement.available
    for part in Confinement.Part.allCases {
      let isThere = confinement.parts.contains(part)
      let version = part == .landlock ? Confinement.landlockVersion.map { "version \($0)" } : nil
      report += Self.line(isThere, part.name, detail: isThere ? version : "this kernel has none")
      isSound = isSound && isThere
    }
    let installed = try installedPacks()
    isSound = isSound && installed.areSound
    report += "\nPacks\n" + (try packs()) + installed.report + "\nKeys\n" + (try keys())
    try Terminal.out(report)
    if !isSound { throw ExitCode(1) }
  }

  private func packs() throws -> String {
    var reader = PackReader()
    do throws(PackError) {
      return try reader.read("std").map { pack in
        "  \(pack.name) \(pack.version), \(pack.signed ? "signed" : "unsigned")\n".safeLinesForTerminal
      }.joined()
    } catch {
      throw Failure(error.description, help: error.help)
    }
  }

  /// The packs of the project around this folder, each held against its signatures and the lock file.
  private func installedPacks() throws -> (report: String, areSound: Bool) {
    try reportingFailure { () throws(PackError) in
      guard let installed = try InstalledPacks(around: ".") else { return ("", true) }
      let trust = try TrustStore()
      var report = "", areSound = true
      for entry in installed.lock.entries {
        let title = "\(entry.name) \(entry.version)"
        do throws(PackError) {
          _ = try installed.files(of: entry, trust: trust, allowsUnsigned: false)
          report += "  \(title), installed, signed\n"
        } catch {
          report += Self.line(false, title, detail: error.description.safeForTerminal)
          areSound = false
        }
      }
      return (report, areSound)
    }
  }

  private func keys() throws -> String {
    let entries = try reportingFailure { () throws(PackError) in try TrustStore() }.entries
    if entries.isEmpty { return "  none\n" }
    return entries.map { "  \($0.owner)  \($0.key)\n" }.joined()
  }

  private static func line(_ passed: Bool, _ name: String, detail: String?) -> String {
    "  \(passed ? "ok     " : "failed ")\(name)\(detail.map { ": \($0)" } ?? "")\n"
  }
}
