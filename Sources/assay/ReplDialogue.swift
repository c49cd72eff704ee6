// The dialogue of `assay repl`: an input, an answer, and so on to the end.

import Articles
import Diagnostics
import Glibc
import LuaReference
import LuaRuntime
import Rules
import Scoring

/// Writes answers, and remembers that nobody reads them any more.
final class DialogueOutput {
  private(set) var failure: OutputError?

  /// Writes a line of an article, a rule or a value.
  func line(_ line: String) { text(line.safeLinesForTerminal + "\n") }

  /// Writes text that is safe already.
  func text(_ text: String) {
    guard failure == nil else { return }
    do throws(OutputError) { try Terminal.out(text) } catch { failure = error }
  }
}

final class ReplDialogue {
  private let console: ArticleConsole
  private let article: Article
  private let output: DialogueOutput
  private let isPerson: Bool
  private var history: DialogueHistory?
  private var hasFailed = false
  /// - Parameter isPerson: whether somebody types at a terminal, who wants prompts and keys.
  init(
    console: ArticleConsole, article: Article, output: DialogueOutput, isPerson: Bool,
    history: DialogueHistory?
  ) {
    self.console = console
    self.article = article
    self.output = output
    self.isPerson = isPerson
    self.history = history
  }

  /// Goes on until there is no more input.
  ///
  /// - Returns: whether an input failed.
  /// - Throws: `OutputError` when answers can no longer be written.
  func run() throws -> Bool {
    let reader = openReader()
    if isPerson {
      for entry in history?.entries() ?? [] { Self.remember(entry, in: reader) }
      let claims = counted(console.explanation.evaluation.claims.count, "claim")
      output.line("\(article.id): \(claims). ? lists the keys, Ctrl-D ends.")
      Interruption.begin(console)
    }
    defer { Interruption.end() }
    var lines: [String] = []
    while output.failure == nil {
      switch reader.next(prompt: lines.isEmpty ? "> " : ">> ") {
      case .interrupted: lines = []
      case .end:
        if isPerson { output.text("\n") }
        if !lines.isEmpty { fail("the last input is not finished: \(lines[0])") }
        if let failure = output.failure { throw failure }
        return hasFailed
      case .line(let line):
        if lines.isEmpty, line.allSatisfy(\.isWhitespace) { continue }
        lines.append(line)
        let input = lines.joined(separator: "\n")
        guard isAnswered(input) else { continue }
        lines = []
        remember(input, in: reader)
      }
    }
    if let failure = output.failure { throw failure }
    return hasFailed
  }

  /// Answers an input; false when it is not finished.
  private func isAnswered(_ input: String) -> Bool {
    if input.hasPrefix("??") {
      showMatches(of: Self.trimmed(input.dropFirst(2)))
      return true
    }
    if input.hasPrefix("?") {
      showHelp(on: Self.trimmed(input.dropFirst()))
      return true
    }
    switch LuaThread.run({ console.answer(input) }) {
    case .incomplete: return false
    case .values(let text): if let text { output.line(text) }
    case .failed(let failure):
      fail(failure.message)
      for frame in failure.traceback { Terminal.error("    \(frame.safeForTerminal)\n") }
      if let note = failure.note { Terminal.error("  note: \(note)\n") }
    }
    return true
  }

  private func fail(_ message: String) {
    hasFailed = true
    Terminal.error("assay: \(message)\n".safeLinesForTerminal)
  }

  private func showMatches(of pattern: String) {
    guard !pattern.isEmpty else { return fail("?? PATTERN expected, like ?? source:<np> cue:said") }
    do throws(RuleSet.Mistakes) {
      let page = MatchPage(article: article, style: Terminal.style())
      output.text(page.rendered(try console.matches(of: pattern)))
    } catch {
      hasFailed = true
      for mistake in error.diagnostics {
        Terminal.error(mistake.rendered(color: Terminal.wantsColour(STDERR_FILENO)) + "\n")
      }
    }
  }

  private func showHelp(on symbol: String) {
    guard !symbol.isEmpty else { return output.text(Self.keys) }
    let found = LuaReference.standard.lookup(symbol)
    if !found.isEmpty { return output.text(SymbolPage(style: Terminal.style()).text(of: found)) }
    let near = LuaReference.standard.nearest(to: symbol)
    fail("no '\(symbol)'" + (near.map { "\n  help: did you mean '\($0)'?" } ?? ""))
  }

  private static let keys = """
    VALUE       shows a value: article.claims[1].source, article:first "figure"
    NAME = …    keeps a value for later inputs; _ is the last one shown
    ?? PATTERN  shows where a pattern matches: ?? source:<np> cue:[lemma=say]
    ?NAME       says what a name is: ?claim, ?token.lemma, ?contains
    Tab         completes names, fields, methods, and lexicons behind an @
    Up, Ctrl-R  earlier inputs
    Ctrl-C      forgets the line, or stops what runs
    Ctrl-D      ends

    """

  // MARK: - Lines

  private func openReader() -> any LineReader {
    guard isPerson, Terminal.isInteractive else { return PlainLineReader(prompts: isPerson) }
    let console = console
    return EditedLineReader { before in LuaThread.run { Self.completion(of: before, in: console) } }
      ?? PlainLineReader(prompts: true)
  }

  /// What Tab does: puts in what is certain, and lists the names when nothing is.
  private static func completion(of before: String, in console: ArticleConsole) -> (String, String) {
    let (typed, names) = console.completions(of: before)
    guard let first = names.first, let last = names.last else { return ("", "") }
    // Names are sorted: what the first and the last have in common, all have.
    let common = String(zip(first, last).prefix { $0 == $1 }.map(\.0))
    if common.count > typed.count { return (String(common.dropFirst(typed.count)), "") }
    return names.count > 1 ? ("", columns(names)) : ("", "")
  }

  private static func columns(_ names: [String]) -> String {
    let names = names.map(\.safeForTerminal)
    let width = (names.map(\.terminalWidth).max() ?? 0) + 2
    let perLine = max(1, Terminal.width / width)
    return stride(from: 0, to: names.count, by: perLine).map { start in
      let row = names[start..<min(start + perLine, names.count)]
      return row.dropLast().map { $0 + String(repeating: " ", count: width - $0.terminalWidth) }.joined()
        + (row.last ?? "")
    }.joined(separator: "\n")
  }

  private func remember(_ input: String, in reader: any LineReader) {
    Self.remember(input, in: reader)
    guard let kept = history else { return }
    do throws(Failure) { try kept.add(input) } catch {
      Terminal.error(error.description + "\n  help: earlier inputs are kept for this session alone\n")
      history = nil
    }
  }

  /// An editor shows one line: an input of several is one where that does not change what it says.
  private static func remember(_ input: String, in reader: any LineReader) {
    let lines = input.split(separator: "\n").map(String.init)
    let isOneLine = !input.contains("--") && !input.contains("[[") && !input.contains("\\\n")
    for line in isOneLine ? [lines.joined(separator: " ")] : lines { reader.remember(line) }
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
    let end = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? start
    return String(text[start..<end])
  }
}
