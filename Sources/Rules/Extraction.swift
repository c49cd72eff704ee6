// Where claims come from: the matches of declarative rules, sentence by sentence, and what functions
// return.

import Articles
import Patterns
import TextAnalysis

enum Extraction {
  static func run(
    _ rules: RuleSet, _ analysis: Analysis, _ active: [Bool], _ matcher: inout PatternMatcher,
    _ functions: inout RuleFunctions, looking words: inout SentenceWords, into candidates: inout [Candidate],
    _ abstentions: inout [Explanation.Abstention], _ diagnostics: inout [EvaluationDiagnostic]
  ) {
    if rules.extractRules.isEmpty, !rules.weighsSentences { return }
    var matches: [(rule: Int, match: RoleRanges)] = []
    for sentence in 0..<analysis.sentences.count {
      matcher.match(analysis, sentence: sentence)
      for match in matcher.matches {
        guard let rule = rules.extractRule(ofPattern: Int(match.pattern)),
          active[rules.extractRules[rule].header.pack]
        else { continue }
        matches.append((rule, RoleRanges(match, in: matcher, roles: rules.roles)))
      }
      words.look(in: sentence, analysis, &matcher)
    }
    for (row, match) in matches {
      let rule = rules.extractRules[row]
      let content = rule.limit.map { cut(match.content, before: $0, analysis, &matcher) } ?? match.content
      guard
        let candidate = Candidate(
          of: rule, row: row, source: match.source, cue: match.cue, content: content,
          cueHead: match.cueHead, in: analysis)
      else { continue }
      if let demand = rule.demand, !holds(demand, candidate, rules, analysis, &matcher) { continue }
      if rule.hasWhereFunction,
        !functions.accepts(rule, match, analysis, &abstentions, &diagnostics)
      {
        continue
      }
      candidates.append(candidate)
    }
    for (row, rule) in rules.extractRules.enumerated() {
      guard case .function(let unit) = rule.finder, active[rule.header.pack] else { continue }
      for found in functions.find(rule, row: row, unit: unit, analysis, &abstentions, &diagnostics) {
        if let demand = rule.demand, !holds(demand, found, rules, analysis, &matcher) { continue }
        candidates.append(found)
      }
    }
    ContinuedQuotations.extend(&candidates, analysis)
  }

  /// `content` up to the first match of a pattern in it; the whole where it has none, or begins with one.
  private static func cut(
    _ content: [TokenRange], before pattern: Int, _ analysis: Analysis, _ matcher: inout PatternMatcher
  ) -> [TokenRange] {
    var kept: [TokenRange] = []
    for range in content {
      if let match = matcher.firstMatch(of: pattern, analysis, tokens: range.range) {
        if match.firstToken > range.first { kept.append(TokenRange(range.first, match.firstToken)) }
        return kept.isEmpty ? content : kept
      }
      kept.append(range)
    }
    return kept
  }

  private static func holds(
    _ demand: Condition, _ candidate: Candidate, _ rules: RuleSet, _ analysis: Analysis,
    _ matcher: inout PatternMatcher
  ) -> Bool {
    let unit = WeighedUnit(
      claim: nil, source: candidate.source, cue: candidate.cue, content: candidate.content, analysis)
    return ConditionRun(analysis: analysis, claims: [], hasChildren: [])
      .holds(demand, in: unit, &matcher)
  }
}

/// What a label of a pattern stands for in a claim.
enum ClaimRole: String {
  case source, cue, content

  /// `content2` is a second part of the content: two nodes of a tree cannot share a name.
  init?(label: String) { self.init(rawValue: String(label.prefix { !$0.isNumber })) }
}

/// The token ranges of a match, by role.
struct RoleRanges {
  var source: [TokenRange] = []
  var cue: [TokenRange] = []
  var content: [TokenRange] = []
  /// The cue's head where the tree names it.
  var cueHead: Int32?
  /// Every label, as an index of `PatternSet.roleNames`, for `where` functions.
  var all: [(label: Int, range: TokenRange)] = []

  /// - Parameter roles: what each of the set's labels stands for.
  init(_ match: PatternMatch, in matcher: borrowing PatternMatcher, roles: [ClaimRole?]) {
    for row in match.captures {
      let capture = matcher.captures[row]
      let range = TokenRange(capture.firstToken, capture.endToken)
      all.append((Int(capture.role), range))
      switch roles[Int(capture.role)] {
      case .source: source.append(range)
      case .cue:
        cue.append(range)
        // `cue2` only adds words: *aware of* is about being aware.
        if capture.head >= 0, cueHead == nil || Int(capture.role) == matcher.set.role("cue") {
          cueHead = capture.head
        }
      case .content: content.append(range)
      case nil: break
      }
    }
    source = Self.joined(source)
    cue = Self.joined(cue)
    content = Self.joined(content)
  }

  /// The ranges in text order, with those that touch or overlap made one.
  static func joined(_ ranges: [TokenRange]) -> [TokenRange] {
    var result: [TokenRange] = []
    for range in ranges.sorted(by: { ($0.first, $0.end) < ($1.first, $1.end) }) {
      if let last = result.last, range.first <= last.end {
        result[result.count - 1].end = max(last.end, range.end)
      } else {
        result.append(range)
      }
    }
    return result
  }
}

extension Analysis {
  /// The sentence that holds the first token of `range`.
  func sentenceRanges(around range: TokenRange?) -> [TokenRange] {
    guard let range, range.first >= 0, Int(range.first) < tokens.count else { return [] }
    return [TokenRange(sentences.tokens(Int(tokens.sentence[Int(range.first)])))]
  }
}
