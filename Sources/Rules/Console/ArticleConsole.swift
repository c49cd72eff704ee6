// Somebody who writes a rule first looks at what the article gives: a sandbox by hand, with one article in it.
//
// An input that spends its budget costs the state, as everywhere; the inputs before it are then run again in a fresh one,
// so that for the person only that input is gone.

public import Articles
import Diagnostics
import LuaRuntime
import Patterns
import Synchronization
import TextAnalysis

/// Runs inputs one after the other over one article. Belongs to one thread at a time.
public final class ArticleConsole {
  /// What became of an input.
  public enum Answer: Hashable, Sendable {
    /// It is the beginning of something: the next line belongs to it.
    case incomplete
    /// The values it gave, as text of one or more lines; nil when it gave none.
    case values(String?)
    case failed(Failure)
  }

  /// Why an input has no values.
  public struct Failure: Hashable, Sendable {
    public var message: String
    /// Innermost call first.
    public var traceback: [String]
    /// What became of the names that were set before, where the state was lost.
    public var note: String?
  }

  /// The evaluation whose claims `article.claims` are.
  public let explanation: Explanation
  let article: Article
  let analysis: Analysis
  let rules: RuleSet
  let patterns: ConsolePatterns
  private let print: (String) -> Void
  private var session: Session
  /// The inputs that came to their end, to be run again.
  private var past: [String] = []
  /// Raised by whoever interrupts.
  private let running = Mutex<LuaCancellation?>(nil)

  /// How error messages call inputs.
  private static let chunk = "input"
  /// Inputs that are kept to be run again.
  private static let mostPast = 10_000

  /// - Parameter print: takes each line that an input prints.
  /// - Throws: when there is no memory for a Lua state.
  public init(_ rules: RuleSet, _ article: Article, print: @escaping (String) -> Void) throws {
    var evaluator = try rules.makeEvaluator()
    explanation = evaluator.explain(article)
    analysis = Analysis(article)
    patterns = ConsolePatterns(rules.packs, analysis)
    session = try Session(rules, analysis, explanation, patterns)
    self.article = article
    self.rules = rules
    self.print = print
  }

  deinit { session.end() }

  /// Stops the input that runs, if one does; may be called from any thread and from a signal handler.
  public func interrupt() { running.withLockIfAvailable { $0?.cancel() } }

  /// Runs an input: an expression, whose values are shown, or statements.
  public func answer(_ input: String) -> Answer {
    running.withLock { $0 = session.state.lua.cancellation }
    session.state.host.listener = print
    defer {
      running.withLock { $0 = nil }
      session.state.host.listener = nil
    }
    do throws(LuaError) {
      try session.begin(limits, seed: seed(past.count))
      guard let chunk = try session.compile(input) else { return .incomplete }
      let text = try session.run(chunk)
      if past.count < Self.mostPast { past.append(input) }
      return .values(text)
    } catch {
      var failure = Failure(error)
      if session.state.lua.isSpent { failure.note = startAgain() }
      return .failed(failure)
    }
  }

  private var limits: LuaLimits { rules.limits.forLua }

  private func seed(_ input: Int) -> UInt64 { article.seed &+ UInt64(input) }

  /// A fresh state in which all that came to its end before was run again, together within the budget of one input.
  private func startAgain() -> String? {
    session.end()
    let lost = "the names that were set before are gone"
    do {
      session = try Session(rules, analysis, explanation, patterns)
      running.withLock { $0 = session.state.lua.cancellation }
      var left = limits
      for (number, input) in past.enumerated() {
        try session.begin(left, seed: seed(number))
        if let chunk = try session.compile(input) { _ = try session.run(chunk) }
        if left.steps > 0 { left.steps = max(1, left.steps - session.state.lua.stepsUsed) }
      }
      return past.isEmpty ? nil : "the inputs before it were run again, so that their names are still set"
    } catch {
      past = []
      session.end()
      // The one before was opened with as little memory.
      if let fresh = try? Session(rules, analysis, explanation, patterns) { session = fresh }
      return lost
    }
  }

  /// The kind of thing at the end of a path of keys from the globals, and the names in it when it is a table. Calls
  /// nothing that an input has set.
  func names(at path: [LuaValue]) -> (kind: String, names: [String])? {
    do throws(LuaError) {
      var little = limits
      little.steps = 200_000
      try session.begin(little, seed: 0)
      return try session.names(at: path)
    } catch {
      if session.state.lua.isSpent { _ = startAgain() }
      return nil
    }
  }
}

extension ArticleConsole.Failure {
  init(_ error: LuaError) {
    let error = error.atRule
    switch error.kind {
    case .cancelled: message = "interrupted"
    case .steps, .output, .memory, .clock: message = "the budget of an input is spent: \(error.message)"
    default: message = error.description
    }
    traceback = error.traceback.filter { $0.chunk != Session.chunk && $0.chunk != AuthoringState.chunk }
      .map(\.description)
  }
}

extension LuaError {
  /// Whether a chunk does not compile because more of it must come.
  fileprivate var isAtEnd: Bool { message.hasSuffix("near <eof>") }
}

/// A state with one article lent to it, until a verdict falls.
private final class Session {
  static let chunk = "console.lua"
  let state: AuthoringState
  private let views: ArticleViews
  private let environment: LuaEnvironment
  private let globals: LuaFunction
  private let run, names: LuaFunction

  init(_ rules: RuleSet, _ analysis: Analysis, _ explanation: Explanation, _ patterns: ConsolePatterns) throws
  {
    let state = try AuthoringState(rules.limits)
    let views = ArticleViews(analysis)
    environment = try state.makeConsoleEnvironment()
    let fields = ArticleSchema.schema.tables.map { table in
      (table.name, LuaValue.list(table.fields.map { .string($0.name) }))
    }
    let trusted = try state.lua.makeEnvironment(
      .trusted, globals: ["field_names": .record(Dictionary(uniqueKeysWithValues: fields))])
    let functions = try state.lua.call(
      try state.lua.load(PackageResources.console_lua, chunk: "@" + Self.chunk, in: trusted), arguments: [])
    guard case .function(let run)? = functions.first?["run"],
      case .function(let names)? = functions.first?["names"]
    else { throw LuaError(.invalid, "the console's own file does not give its functions") }
    self.run = run
    self.names = names
    globals = try state.lua.load("return _G", chunk: "=globals", in: environment)
    self.state = state
    self.views = views
    state.host.views = views
    state.host.lexiconRow = { name in try patterns.row(ofLexicon: name) }
    state.host.patternRow = { text in try patterns.row(of: text) }
    state.host.firstMatch = { row, tokens in patterns.firstMatch(of: row, tokens) }
    state.host.parameters = rules.packs.flatMap(\.parameters)
    try state.lua.lend(owner: views, fill: { loan, _, layer, _ in views.fill(loan, layer: layer) }) { loan in
      views.lend(loan, explanation.evaluation.claims, explanation.kept)
    }
    try state.lua.setGlobal(
      "article", to: .row(LuaRow(table: ArticleSchema.article, row: 0)), in: environment)
  }

  func begin(_ limits: LuaLimits, seed: UInt64) throws(LuaError) {
    try state.lua.beginEvaluation(limits: limits, seed: seed)
  }

  /// The chunk of an input; nil when the input is the beginning of one.
  func compile(_ input: String) throws(LuaError) -> LuaFunction? {
    var isBeginning = false
    for text in ["return " + input, input] {
      do throws(LuaError) { return try load(text) } catch {
        if error.kind != .syntax || (text == input && !isBeginning && !error.isAtEnd) { throw error }
        isBeginning = isBeginning || error.isAtEnd
      }
    }
    return nil
  }

  private func load(_ text: String) throws(LuaError) -> LuaFunction {
    try state.lua.load(text, chunk: "=input", in: environment)
  }

  /// The values of a chunk as text.
  func run(_ chunk: LuaFunction) throws(LuaError) -> String? {
    defer { state.lua.release(.function(chunk)) }
    return try state.lua.call(run, .function(chunk), .function(globals)).first?.text
  }

  func names(at path: [LuaValue]) throws(LuaError) -> (String, [String])? {
    let answer = try state.lua.call(names, .function(globals), .list(path))
    guard let kind = answer.first?.text else { return nil }
    return (kind, answer.dropFirst().first?.items?.compactMap(\.text) ?? [])
  }

  func end() {
    state.lua.revoke()
    state.host.views = nil
    state.host.firstMatch = nil
  }
}
