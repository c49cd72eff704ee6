import Articles
import Diagnostics
import Rules
import Testing

@testable import RulePacks

/// A pack may do what it asks for in its manifest, and nothing else.
@Suite struct CapabilityTests {
  private func pack(_ function: String, asking: String = "[]") throws -> (Folder, PackSource) {
    let folder = try Folder([
      "pack.json": """
      { "name": "desk/a", "version": "1.0.0", "license": "MIT", "capabilities": \(asking),
        "rules": [{ "id": "a", "kind": "score" }] }
      """,
      "rules/a.lua": """
      score "a" {
        doc = "A.", on = "article", scale = "watch",
        weigh = function(article) \(function) end,
      }
      """,
    ])
    var reader = PackReader()
    return (folder, try #require(try reader.read(folder.path).first))
  }

  @Test(arguments: [
    (
      "print 'x' return 1, 'why'", "log", "'print' is not available to rules",
      "a pack may write a log (print) when its pack.json asks for it: \"capabilities\": [\"log\"]"
    ),
    (
      "return math.random(3), 'why'", "random", "'math.random' is not available to rules",
      "a pack may draw random numbers (math.random) when its pack.json asks for it: \"capabilities\": [\"random\"]"
    ),
  ])
  func aFunctionThatWasNotAskedForIsAnErrorOfCheck(
    _ function: String, _ capability: String, _ message: String, _ help: String
  ) throws {
    let (_, without) = try pack(function)
    let found = RuleSet.check([without])
    #expect(found.map(\.message) == [message] && found.first?.help == [help])
    let (_, with) = try pack(function, asking: "[\"\(capability)\"]")
    #expect(RuleSet.check([with]) == [])
  }

  /// What `check` cannot see is kept from the rule when it runs.
  @Test(arguments: [
    (
      "local m = math return m['ran' .. 'dom'](3), 'why'", "random",
      "'math.random' is withheld from this script"
    ),
    (
      "local f for k, v in pairs(math) do if #k == 6 and k:sub(1, 1) == 'r' and k ~= 'rad' then f = v end end return f(3), 'why'",
      "random", "'math.random' is withheld from this script"
    ),
  ])
  func whatCheckCannotSeeIsWithheldAtRunTime(_ function: String, _ capability: String, _ message: String)
    throws
  {
    let article = Article(id: "a", text: Array("The dam holds.".utf8))
    let (_, without) = try pack(function)
    let (_, with) = try pack(function, asking: "[\"\(capability)\"]")
    var refused = try RuleSet([without]).makeEvaluator()
    let evaluation = refused.evaluate(article)
    #expect(evaluation.diagnostics.count == 1 && evaluation.diagnostics[0].message.contains(message))
    #expect(evaluation.scores == [])
    var allowed = try RuleSet([with]).makeEvaluator()
    #expect(allowed.evaluate(article).scores.count == 1)
  }

  /// Two packs run in one Lua state: what one may do, the other may not.
  @Test func whatOnePackMayTheOtherMayNot() throws {
    let (_, without) = try pack("local m = math return m['ran' .. 'dom'](3), 'why'")
    var (_, with) = try pack("local m = math return m['ran' .. 'dom'](3), 'why'", asking: "[\"random\"]")
    with.name = "desk/b"
    for packs in [[without, with], [with, without]] {
      var evaluator = try RuleSet(packs).makeEvaluator()
      let evaluation = evaluator.evaluate(Article(id: "a", text: Array("The dam holds.".utf8)))
      #expect(evaluation.scores.map(\.rule) == ["desk/b/a"])
      #expect(evaluation.diagnostics.map(\.rule) == ["desk/a/a"])
    }
  }

  @Test func aLooseScriptMayDoAll() throws {
    let script = PackReader().read(
      text: """
        score "a" {
          doc = "A.", on = "article", scale = "watch",
          weigh = function(article) print "x" return math.random(3), "why" end,
        }
        """, named: "a")
    #expect(RuleSet.check([script]) == [])
    #expect(script.capabilitiesUsed == [.log, .random])
  }
}
