import Diagnostics
import LuaRuntime
import LuaSyntax

/// One `test "…" { … }` of a test file.
struct DeclaredTest {
  static let fields = ["stance", "type", "evidence", "rule", "scores", "silent", "todo", "published"]

  var name: String
  var file: String
  var line: Int
  var sentences: [MarkedSentence]
  var stance: Claim.Stance?
  var kind: Claim.Kind?
  var evidence: Claim.Evidence?
  /// The rule that must find the claim, without its pack.
  var rule: String?
  /// Points by rule; nil points mean any.
  var scores: [String: Double?]
  /// Scores that are not listed must not be made. Not so when only names are listed.
  var scoresAreComplete: Bool
  /// Rules that must not score.
  var silent: [String]
  var todo: String?
  var published: String?

  /// The rules it says something about.
  var rulesNamed: [String] { [rule].compactMap { $0 } + scores.keys + silent }

  /// Reads the test files of `pack`.
  static func read(_ pack: PackSource, limits: RuleLimits) -> (
    tests: [DeclaredTest], diagnostics: [Diagnostic]
  ) {
    var tests: [DeclaredTest] = []
    var diagnostics: [Diagnostic] = []
    let loaded = RuleLoader.load(pack, files: pack.testFiles, limits: limits)
    diagnostics += loaded.diagnostics
    for declaration in loaded.declarations {
      var fields = FieldReader(declaration)
      if let test = DeclaredTest(&fields) { tests.append(test) }
      diagnostics += fields.diagnostics
    }
    return (tests, RuleDraft.inReadingOrder(diagnostics, of: [pack]))
  }

  private init?(_ fields: inout FieldReader) {
    let declaration = fields.rule
    guard declaration.verb == "test" else {
      fields.report(
        "misplaced", "\(fields.title) does not belong into a test file", at: [],
        label: "move it into a file that does not end in _test.lua")
      return nil
    }
    fields.refuseUnknown(known: Self.fields)
    name = declaration.name
    file = declaration.site.file.source.name
    line = declaration.site.place(of: []).line
    stance = fields.choice("stance", Claim.Stance.self)
    kind = fields.choice("type", Claim.Kind.self)
    evidence = fields.choice("evidence", Claim.Evidence.self)
    rule = fields.string("rule")
    todo = fields.string("todo")
    published = fields.string("published")
    scores = [:]
    silent = []
    scoresAreComplete = true
    sentences = []
    readScores(&fields)
    readSilent(&fields)
    if declaration.items.isEmpty {
      fields.report(
        "empty-test", "\(fields.title) has no sentence", at: [],
        label: "put a marked sentence in quotation marks")
    }
    for (index, item) in declaration.items.enumerated() {
      guard case .string(let text) = item else {
        fields.report(
          "wrong-type", "\(fields.title): sentence expected, got \(item.authorsTypeName)",
          at: ["\(index + 1)"])
        continue
      }
      do throws(MarkedSentence.Mistake) {
        sentences.append(try MarkedSentence(text))
      } catch {
        fields.add([
          Diagnostic(
            .error, "bad-mark", "\(fields.title): \(error.message)",
            at: declaration.site.place(of: ["\(index + 1)"], bytes: error.range), label: error.label)
        ])
      }
    }
  }

  private mutating func readSilent(_ fields: inout FieldReader) {
    guard let value = fields.rule.fields["silent"] else { return }
    guard case .list(let items) = value else {
      fields.mismatch("silent", "list of rule names", value)
      return
    }
    for item in items {
      if case .string(let name) = item {
        silent.append(name)
      } else {
        fields.report(
          "wrong-type", "silent: name of a rule expected, got \(item.authorsTypeName)", at: ["silent"])
      }
    }
    if scores.isEmpty { scoresAreComplete = false }
  }

  private mutating func readScores(_ fields: inout FieldReader) {
    switch fields.rule.fields["scores"] {
    case nil: break
    case .record(let record)?:
      for (rule, value) in record.sorted(by: { $0.key < $1.key }) {
        switch value {
        case .integer(let points): scores[rule] = Double(points)
        case .number(let points): scores[rule] = points
        default:
          fields.report(
            "wrong-type", "scores: number expected for '\(rule)', got \(value.authorsTypeName)",
            at: ["scores"])
        }
      }
    case .list(let rules)?:
      scoresAreComplete = false
      for rule in rules {
        guard case .string(let name) = rule else {
          fields.report(
            "wrong-type", "scores: name of a rule expected, got \(rule.authorsTypeName)", at: ["scores"])
          continue
        }
        scores[name] = .some(nil)
      }
    case let other?: fields.mismatch("scores", "table", other)
    }
  }
}
