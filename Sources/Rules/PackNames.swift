// Which names a rule file may use depends on what its pack asks for: `check` says so before an article is read, where
// running the rule would say it in the middle of an archive.

import Diagnostics
import LuaSyntax

/// The names that the files of one pack may use.
struct PackNames {
  private var known = AuthoringWords.names
  private var libraries = AuthoringWords.libraries
  private var unavailable = LuaFile.unavailableToRules

  init(_ pack: PackSource) {
    guard let capabilities = pack.capabilities else { return }
    if !capabilities.contains(.log) {
      known.remove("print")
      unavailable["print"] = Self.help(.log)
    }
    if !capabilities.contains(.random) { libraries["math"]?.removeAll { $0 == "random" } }
  }

  func check(_ file: LuaFile) -> [Diagnostic] {
    file.checkGlobals(known: known, libraries: libraries, unavailable: unavailable).map { diagnostic in
      guard diagnostic.slug == "unknown-function", diagnostic.message == "'math' has no function 'random'"
      else {
        return diagnostic
      }
      return Diagnostic(
        .error, "not-available", "'math.random' is not available to rules", at: diagnostic.place,
        help: [Self.help(.random)])
    }
  }

  /// What the files of `pack` would have to ask for.
  static func capabilities(usedBy pack: PackSource) -> Set<Capability> {
    var asking = pack
    asking.capabilities = []
    let names = PackNames(asking)
    let help = Set(
      pack.files.filter(\.isLua).flatMap { file in
        names.check(LuaFile(LuaSource(name: file.displayPath, bytes: file.bytes))).flatMap(\.help)
      })
    return Set(Capability.allCases.filter { help.contains(Self.help($0)) })
  }

  private static func help(_ capability: Capability) -> String {
    "a pack may \(capability.meaning) when its pack.json asks for it: \"capabilities\": [\"\(capability.rawValue)\"]"
  }
}
