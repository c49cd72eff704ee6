// The Swift side of the words in `authoring.lua`: what a rule file says while it is loaded, and what
// functions ask of the article while they run.

import Articles
import Diagnostics
import LuaRuntime
import Patterns
import TextAnalysis

/// An error of a rule author, as Lua shows it at the caller's line.
struct AuthoringError: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}

/// Answers the words of one pack at a time.
final class AuthoringHost {
  /// A declaration as it crossed.
  struct Declared {
    var verb: String
    var name: String
    var items: [LuaValue]
    var fields: [String: LuaValue]
    /// The line of the file that declared it, where Lua knows it.
    var line: Int?
  }

  /// What `pattern [[ … ]]` and `lexicon "…"` are given; both are looked up, or made, by whoever loads.
  var patternRow: (String) throws -> Int = { _ in throw AuthoringError("pattern: not available here") }
  var lexiconRow: (String) throws -> Int = { _ in throw AuthoringError("lexicon: not available here") }
  var parameters: [PackSource.Parameter] = []
  private(set) var declared: [Declared] = []
  /// The article that functions look at.
  var views: ArticleViews?
  /// Finds the first match of an on-demand pattern; lent by the evaluation that runs.
  var firstMatch: ((Int, Range<Int>) -> (range: TokenRange, steps: Int)?)?
  /// Told which statement is about to run.
  var covered: ((Int) -> Void)?
  /// Takes what `print` writes, line by line; what rules print goes nowhere.
  var listener: ((String) -> Void)?

  func takeDeclared() -> [Declared] {
    defer { declared = [] }
    return declared
  }

  /// The functions that `authoring.lua` calls.
  var functions: [HostFunction] {
    [
      HostFunction("declare") { [unowned self] _, arguments in
        guard arguments.count >= 3, case .string(let verb) = arguments[0], let name = arguments[1].text else {
          throw AuthoringError("declare: verb, name and table expected")
        }
        var line: Int?
        if arguments.count > 3, case .integer(let number) = arguments[3] { line = Int(number) }
        self.declared.append(
          Declared(
            verb: verb, name: name, items: arguments[2].items ?? [], fields: arguments[2].fields ?? [:],
            line: line))
        return .nil
      },
      HostFunction("lexicon_row") { [unowned self] _, arguments in
        .integer(Int64(try self.lexiconRow(arguments.first?.text ?? "")))
      },
      HostFunction("pattern_row") { [unowned self] _, arguments in
        .integer(Int64(try self.patternRow(arguments.first?.text ?? "")))
      },
      HostFunction("parameter_value") { [unowned self] _, arguments in
        try self.parameter(arguments.first?.text ?? "")
      },
      HostFunction("first_span") { [unowned self] call, arguments in
        try self.spans(arguments, call, method: "first", limit: 1).first ?? .nil
      },
      HostFunction("all_spans") { [unowned self] call, arguments in
        .list(try self.spans(arguments, call, method: "all", limit: .max))
      },
      HostFunction("first_match") { [unowned self] call, arguments in
        try self.match(arguments, call)
      },
      HostFunction("covered") { [unowned self] _, arguments in
        if case .integer(let number)? = arguments.first { self.covered?(Int(number)) }
        return .nil
      },
      HostFunction("shares") { [unowned self] call, arguments in
        .boolean(try self.shares(arguments, call))
      },
    ]
  }

  private func parameter(_ name: String) throws -> LuaValue {
    guard let parameter = parameters.first(where: { $0.name == name }) else {
      let near = suggestion(for: name, among: parameters.map(\.name))
      throw AuthoringError(
        "no parameter '\(name)' in pack.json" + (near.map { " (did you mean '\($0)'?)" } ?? ""))
    }
    return switch parameter.value {
    case .boolean(let flag): .boolean(flag)
    case .number(let number):
      number == number.rounded() && abs(number) < 1e15 ? .integer(Int64(number)) : .number(number)
    case .string(let text): .string(text)
    }
  }

  // MARK: what functions ask

  private func spans(
    _ arguments: [LuaValue], _ call: borrowing HostCall, method: String, limit: Int
  ) throws -> [LuaValue] {
    let views = try lentViews()
    guard arguments.count >= 2, let name = arguments[1].text else {
      throw AuthoringError("\(method): name of a layer expected")
    }
    guard let layer = SpanLayer(named: name) else {
      let known = SpanLayer.allCases.map(\.name)
      throw AuthoringError(
        "\(method): one of \(known.joined(separator: ", ")) expected, got '\(name)'"
          + (suggestion(for: name, among: known).map { " (did you mean '\($0)'?)" } ?? ""))
    }
    let ranges = try UnitRanges.ranges(of: arguments[0], in: views)
    try call.charge(ranges.tokenCount + 1)
    var found: [LuaValue] = []
    switch layer {
    case .figure:
      found = views.figureRows(inside: ranges).prefix(limit).map {
        .row(LuaRow(table: ArticleSchema.figure, row: $0))
      }
    case .date:
      found = views.dateRows(inside: ranges).prefix(limit).map {
        .row(LuaRow(table: ArticleSchema.date, row: $0))
      }
    default:
      for range in views.analysis.spans(of: layer, inside: ranges) {
        guard found.count < limit else { break }
        found.append(try span(range, views))
      }
    }
    return found
  }

  private func match(_ arguments: [LuaValue], _ call: borrowing HostCall) throws -> LuaValue {
    let views = try lentViews()
    guard arguments.count >= 2, case .integer(let row) = arguments[1], let firstMatch else {
      throw AuthoringError("contains: pattern or lexicon expected")
    }
    for range in try UnitRanges.ranges(of: arguments[0], in: views) where !range.isEmpty {
      try call.charge(range.count)
      if let found = firstMatch(Int(row), range.range) {
        try call.charge(found.steps)
        return try span(found.range, views)
      }
    }
    return .nil
  }

  private func shares(_ arguments: [LuaValue], _ call: borrowing HostCall) throws -> Bool {
    let views = try lentViews()
    guard arguments.count >= 3, let layer = arguments[2].text else {
      throw AuthoringError("shares: another part of the article and the name of a layer expected")
    }
    let mine = try UnitRanges.ranges(of: arguments[0], in: views)
    let others = try UnitRanges.ranges(of: arguments[1], in: views)
    try call.charge(mine.tokenCount + others.tokenCount + 1)
    switch layer {
    case "figure":
      return standsTwice(in: views.figureRows(inside: mine), views.figureRows(inside: others)) { row in
        views.figures[row].value == .vague ? nil : views.figures[row].value
      }
    case "date":
      return standsTwice(in: views.dateRows(inside: mine), views.dateRows(inside: others)) {
        views.dates[$0].value
      }
    case "name":
      let ours = views.analysis.spans(of: .name, inside: mine)
      return standsTwice(in: ours, views.analysis.spans(of: .name, inside: others)) { words(of: $0, views) }
    default: throw AuthoringError("shares: one of figure, date, name expected, got '\(layer)'")
    }
  }

  /// Whether something of `mine` has a value that something else of `others` has, too. A claim that is nested in another
  /// holds some of its words: the same words are no second source.
  private func standsTwice<Thing: Hashable, Value: Hashable>(
    in mine: some Sequence<Thing>, _ others: some Sequence<Thing>, value: (Thing) -> Value?
  ) -> Bool {
    let ours = Set(mine)
    let wanted = Set(ours.compactMap(value))
    return others.contains { !ours.contains($0) && value($0).map(wanted.contains) == true }
  }

  private func words(of range: TokenRange, _ views: ArticleViews) -> String {
    views.analysis.entity(mentionedIn: range.range).flatMap(views.analysis.entityName)
      ?? views.analysis.article.string(views.analysis.textSpan(range))
  }

  private func span(_ range: TokenRange, _ views: ArticleViews) throws -> LuaValue {
    guard let span = views.span(range) else {
      throw AuthoringError("more than \(ArticleViews.mostSpans) spans were asked for in one article")
    }
    return span
  }

  private func lentViews() throws -> ArticleViews {
    guard let views else { throw AuthoringError("there is no article while a rule file is loaded") }
    return views
  }
}
