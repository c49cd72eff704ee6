// What most host programs do, in three calls: compile rules once, make an evaluator for each task, write
// records. The parts below (`PackReader`, `RuleSet`, `RecordWriter`) are there for the others.

import JSON
public import Rules
import RulePacks
import Scoring
public import Articles
public import Diagnostics

/// Compiled rules, ready to run over articles.
///
///     let engine = try ClaimEngine()                       // the packs that come with Assay
///     var evaluator = try engine.makeEvaluator()           // one per task
///     var reader = ArticleReader(["articles.jsonl"])
///     while case .article(let article, _)? = reader.next() {
///       for claim in evaluator.evaluate(article).claims { … }
///     }
///
/// A value that never changes: make one, share it among all tasks. The same rules and article give the
/// same claims and the same record, always.
public struct ClaimEngine: Sendable {
  /// The compiled rules.
  public let rules: RuleSet

  /// Compiles packs and loose rules. Reads files; runs none of the rules' functions.
  ///
  /// - Parameters:
  ///   - packs: `std` for all packs that come with Assay, one of their names, or a folder's path.
  ///   - scripts: paths of loose rule files; each is the unsigned pack `local/NAME`.
  ///   - sources: rules that the program has as text.
  ///   - limits: what the rules may use together for one article.
  /// - Throws: `EngineError` with every mistake of every pack.
  public init(
    packs: [String] = ["std"], scripts: [String] = [], sources: [RuleText] = [],
    limits: RuleLimits = RuleLimits()
  ) throws(EngineError) {
    var reader = PackReader()
    var read: [PackSource] = []
    do throws(PackError) {
      for pack in packs { read += try reader.read(pack) }
      for script in scripts { read.append(try reader.read(script: script)) }
    } catch {
      throw EngineError(message: error.description, help: error.help, diagnostics: reader.diagnostics)
    }
    for source in sources { read.append(source.pack) }
    do throws(RuleSet.Mistakes) {
      rules = try RuleSet(read, limits: limits)
    } catch {
      let errors = error.diagnostics.filter { $0.severity == .error }
      throw EngineError(
        message: errors.first?.message ?? "the rules cannot be compiled", help: nil,
        diagnostics: reader.diagnostics + error.diagnostics)
    }
  }

  /// What is odd about the rules but does not keep them from running.
  public var warnings: [Diagnostic] { rules.warnings }

  /// Makes an evaluator, with a Lua state of its own where rules need one. One per task.
  ///
  /// - Throws: when there is no memory for the state.
  public func makeEvaluator() throws -> Evaluator { try rules.makeEvaluator() }

  /// The record (`assay.record/1`) of `article`: one line of JSON with its line feed, in UTF-8.
  ///
  /// - Parameters:
  ///   - evaluation: what an evaluator of this engine gave for `article`.
  ///   - offsets: what offsets in the record count.
  public func record(
    of article: Article, _ evaluation: Evaluation, offsets: OffsetMap.Unit = .codepoints
  ) -> [UInt8] {
    var json = JSONWriter()
    RecordWriter(
      unit: offsets, packs: rules.packs.map(RecordWriter.PackReference.init), engine: engineVersion
    )
    .write(evaluation, of: article, sha256: sha256(article.text), to: &json)
    return json.bytes
  }
}

/// A rule file that a program has as text.
public struct RuleText: Sendable, Hashable {
  /// Lower-case words joined by `-`; its rules are `local/NAME/RULE`, messages call it `NAME.lua`.
  public var name: String
  public var lua: String

  public init(name: String, lua: String) {
    self.name = name
    self.lua = lua
  }

  var pack: PackSource { PackReader().read(text: lua, named: name) }
}

/// Why an engine could not be made.
public struct EngineError: Error, Sendable, CustomStringConvertible {
  /// One line, lower case, no full stop.
  public var message: String
  /// What to do about it, where that is known.
  public var help: String?
  /// Every mistake of every pack, as `assay check` shows them.
  public var diagnostics: [Diagnostic]

  /// All of it as text for people, without a last line feed.
  public var description: String {
    guard diagnostics.isEmpty else { return diagnostics.map { $0.rendered() }.joined(separator: "\n\n") }
    return message + (help.map { "\n  help: \($0)" } ?? "")
  }
}
