import ArgumentParser
import Diagnostics
import FoundationEssentials
import LuaSyntax
import RuleLayout
import RulePacks
import Scoring

struct FmtCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Lay out rule files and their patterns in the one canonical way.",
    discussion: """
      White space alone changes: indents, spaces, empty lines, aligned fields, the inside of patterns. Comments and the \
      lines of their authors stay. Of a folder all Lua files are laid out. A file that is not Lua is told and stays as it is.

      EXAMPLES
        assay fmt grain-deals
        assay fmt my-rule.lua --diff
        assay fmt grain-deals --check         for scripts: says which files would change
        assay fmt - < my-rule.lua             from standard input to standard output

      EXIT STATUS
        0  done; with --check: nothing would change
        1  with --check or --diff: some files would change
        2  a file could not be read, written or understood; the others are done
      """)

  @Argument(
    help: ArgumentHelp("Lua files, folders of packs, or - for standard input.", valueName: "path"),
    completion: .file(extensions: ["lua"]))
  var paths: [String]

  @Flag(help: "Change nothing, and name the files that would change.")
  var check = false

  @Flag(help: "Change nothing, and show what would change.")
  var diff = false

  func run() throws {
    var differs = false
    var failed = false
    for path in paths {
      let files: [String]
      do throws(Failure) { files = try Self.files(at: path) } catch {
        Terminal.error(error.description + "\n")
        failed = true
        continue
      }
      for file in files {
        do {
          if try layOut(file) { differs = true }
        } catch let mistake as Diagnostic {
          Terminal.error(mistake.rendered(color: Terminal.wantsColour(2)) + "\n")
          failed = true
        } catch let failure as Failure {
          Terminal.error(failure.description + "\n")
          failed = true
        }
      }
    }
    if failed { throw ExitCode(2) }
    if differs, check || diff { throw ExitCode(1) }
  }

  /// Whether the file was, or would be, changed.
  private func layOut(_ path: String) throws -> Bool {
    let bytes = try readScript(path)
    let name = path == "-" ? "<stdin>" : path
    let laidOut = try RuleLayout.laidOut(LuaSource(name: name, bytes: bytes))
    let differs = laidOut != bytes
    if diff {
      let text = LineDifference.unified(bytes, laidOut, oldName: name, newName: name)
      try Terminal.out(text.safeLinesForTerminal)
    }
    if check, differs, !diff { try Terminal.out(name.safeForTerminal + "\n") }
    if check || diff { return differs }
    if path == "-" {
      try Terminal.write(laidOut, to: 1)
    } else if differs {
      do throws(PackError) {
        // A link stays one: what it leads to is laid out.
        let target =
          SystemFiles.kind(of: path) == .link ? URL(filePath: path).resolvingSymlinksInPath().path : path
        try SystemFiles.replace(target, laidOut, mode: SystemFiles.mode(of: target) ?? 0o666)
      } catch { throw Failure(error.description, help: error.help) }
      Terminal.error("assay: laid out \(name.safeForTerminal)\n")
    }
    return differs
  }

  /// The Lua files that a path stands for, sorted.
  private static func files(at path: String) throws(Failure) -> [String] {
    if path == "-" { return [path] }
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Failure(
        "\(path): no such file or folder",
        help: path == "std" || path.hasPrefix("std/") ? "the packs of std are part of this program" : nil)
    }
    guard isFolder else { return [path] }
    let found = luaFiles(
      below: path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path, depth: 0)
    guard !found.isEmpty else { throw Failure("\(path): no Lua files in this folder") }
    return found
  }

  private static func luaFiles(below folder: String, depth: Int) -> [String] {
    // A link may lead to a folder above.
    guard depth < 16 else { return [] }
    var found: [String] = []
    for name in SystemFiles.names(in: folder) where !name.hasPrefix(".") {
      let path = folder + "/" + name
      switch SystemFiles.kind(of: path) {
      case .folder: found += luaFiles(below: path, depth: depth + 1)
      case .file where name.hasSuffix(".lua"): found.append(path)
      default: break
      }
    }
    return found
  }
}
