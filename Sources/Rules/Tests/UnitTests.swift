// A unit test is a function of a test file that calls the functions of rules with what it likes: plain tables stand
// for claims and articles, so that a sum or a rounding can be tested without a sentence that leads there.

import Articles
import LuaRuntime
import TextAnalysis

/// The unit tests of one pack: `test "…" { run = function(rules) … end }`.
///
/// All tests of a pack run in one state, each with a budget of its own; a verdict ends the state, and the next test
/// gets a fresh one.
final class UnitTests {
  private let rules: RuleSet
  private let pack: PackSource
  private var session: FunctionSession?
  private var functions: [String: LuaFunction] = [:]

  init(_ rules: RuleSet, _ pack: PackSource) {
    self.rules = rules
    self.pack = pack
  }

  /// Why `test` fails; empty when it passes.
  func run(_ test: DeclaredTest) -> [String] {
    do throws(LuaError) {
      let session = try loaded()
      guard let function = functions[Self.key(test.file, test.name)] else {
        return ["its function could not be loaded"]
      }
      try session.state.lua.beginEvaluation(limits: rules.limits.forLua)
      _ = try session.state.lua.call(function, arguments: [session.functions(ofPack: 0)])
      return []
    } catch {
      if session?.state.lua.isSpent == true { session = nil }
      let error = error.atRule
      return switch error.kind {
      case .memory: ["it used more memory than a rule may"]
      case .steps: ["it used more steps than a rule may"]
      case .output: ["it printed more than a rule may"]
      case .clock, .cancelled: ["it ran longer than a rule may"]
      case .syntax, .runtime, .invalid, .busy: [error.description]
      }
    }
  }

  private func loaded() throws(LuaError) -> FunctionSession {
    if let session { return session }
    let made = try FunctionSession(rules, Analysis(Article(id: "test", text: [])))
    made.state.host.parameters = pack.parameters
    made.state.host.views = nil
    functions = [:]
    for file in pack.testFiles {
      try made.state.run(file, of: pack)
      for declared in made.state.host.takeDeclared() {
        if case .function(let function)? = declared.fields["run"] {
          functions[Self.key(file.displayPath, declared.name)] = function
        }
      }
    }
    session = made
    return made
  }

  private static func key(_ file: String, _ name: String) -> String { file + "\0" + name }
}
