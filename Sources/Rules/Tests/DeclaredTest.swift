import Diagnostics
import LuaRuntime
import LuaSyntax

/// One `test "…" { … }` of a test file.
struct DeclaredTest {
  static let fields = [
    "stance", "type", "evidence", "rule", "scores", "silent", "todo", "published", "article", "claims",
    "sentences", "others", "run",
  ]

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
  /// The article in a file of the pack, with what must be found in it; nil for a test of sentences.
  var article: ArticleExpectation?
  /// It is a function to call.
  var isUnit = false

  /// The rules it says something about.
  var rulesNamed: [String] {
    [rule].compactMap { $0 } + scores.keys + silent + (article?.claims ?? []).compactMap(\.rule)
  }

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
      if let test = DeclaredTest(&fields, pack) { tests.append(test) }
      diagnostics += fields.diagnostics
    }
    return (tests, RuleDraft.inReadingOrder(diagnostics, of: [pack]))
  }

  private init?(_ fields: inout FieldReader, _ pack: PackSource) {
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
    isUnit = readsUnit(&fields)
    article = ArticleExpectation(&fields, pack)
    if isUnit || article != nil || fields.rule.fields["article"] != nil {
      if !declaration.items.isEmpty || isUnit && article != nil {
        fields.report(
          "mixed-test", "\(fields.title) has more than one of sentences, 'article' and 'run'", at: [],
          label: "make a test of each")
      }
      return
    }
    for field in ["claims", "sentences", "others"] where fields.rule.fields[field] != nil {
      fields.report(
        "mixed-test", "\(field): only for a test with 'article'", at: [field],
        label: "marks say it in a sentence")
    }
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

  private func readsUnit(_ fields: inout FieldReader) -> Bool {
    guard let value = fields.rule.fields["run"] else { return false }
    if case .function = value { return true }
    fields.mismatch("run", "function", value)
    return false
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
    let read = Self.scores(fields.rule.fields["scores"], at: ["scores"], &fields)
    scores = read.points
    scoresAreComplete = read.areComplete
  }

  /// Points by rule; nil points mean any. A list of names does not say what else may score.
  static func scores(
    _ value: LuaValue?, at path: [String], _ fields: inout FieldReader
  ) -> (points: [String: Double?], areComplete: Bool) {
    var points: [String: Double?] = [:]
    switch value {
    case nil: break
    case .record(let record)?:
      for (rule, value) in record.sorted(by: { $0.key < $1.key }) {
        switch value {
        case .integer(let number): points[rule] = Double(number)
        case .number(let number): points[rule] = number
        default:
          fields.report(
            "wrong-type", "scores: number expected for '\(rule)', got \(value.authorsTypeName)", at: path)
        }
      }
    case .list(let rules)?:
      for rule in rules {
        guard case .string(let name) = rule else {
          fields.report(
            "wrong-type", "scores: name of a rule expected, got \(rule.authorsTypeName)", at: path)
          continue
        }
        points[name] = .some(nil)
      }
      return (points, false)
    case let other?:
      fields.report("wrong-type", "scores: table expected, got \(other.authorsTypeName)", at: path)
    }
    return (points, true)
  }
}
