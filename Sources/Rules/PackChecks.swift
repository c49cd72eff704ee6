public import Diagnostics
import LuaSyntax

/// What can be said of a pack's folder beyond its rules: wrong and missing tests.
public enum PackChecks {
  /// Judges the files of `pack` that hold no rules: its test files are run in the sandbox, their tests are not.
  public static func run(_ pack: PackSource, limits: RuleLimits = RuleLimits()) -> [Diagnostic] {
    var diagnostics = DeclaredTest.read(pack, limits: limits).diagnostics
    guard pack.entries != nil else { return diagnostics }
    let testedStems = Set(pack.testFiles.map { String($0.path.dropLast("_test.lua".count)) })
    for file in pack.ruleFiles
    where declaresRules(file) && !testedStems.contains(String(file.path.dropLast(4))) {
      let test = String(file.path.dropLast(4)) + "_test.lua"
      diagnostics.append(
        Diagnostic(
          .warning, "no-tests", "no tests for \(file.path)",
          at: Diagnostic.Place(file: file.displayPath, line: 1), help: ["put them into \(test)"]))
    }
    if pack.ruleFiles.isEmpty {
      diagnostics.append(
        Diagnostic(
          .warning, "no-rules", "pack '\(pack.name)' has no rule files",
          help: ["put them into rules/*.lua; assay new rule NAME makes one"]))
    }
    return diagnostics
  }

  private static func declaresRules(_ file: PackSource.File) -> Bool {
    LuaFile(LuaSource(name: file.displayPath, bytes: file.bytes)).declarations.contains {
      $0.verb == "extract" || $0.verb == "score" || $0.verb == "relate"
    }
  }
}
