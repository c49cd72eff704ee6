// A test is the best example of a rule: somebody has thought of it, and it is known to hold.

import Articles

/// The sentence of a test, cut where marks begin and end.
public struct PackExample: Hashable, Sendable {
  public struct Piece: Hashable, Sendable {
    public var text: String
    /// `source cue content`, of those that cover it.
    public var roles: [String]

    public init(text: String, roles: [String]) {
      self.text = text
      self.roles = roles
    }
  }

  /// The test's name.
  public var title: String
  public var pieces: [Piece]
  /// The ids of the rules that were hit.
  public var rules: [String]
  /// It is a known miss, with the author's reason.
  public var todo: String?

  public init(title: String, pieces: [Piece], rules: [String], todo: String?) {
    self.title = title
    self.pieces = pieces
    self.rules = rules
    self.todo = todo
  }
}

extension PackTests {
  /// The marked sentences of the tests that pass or are known misses, with the rules that they hit. Runs the tests.
  public func examples() -> [PackExample] {
    let outcomes = run().outcomes
    var examples: [PackExample] = []
    for (test, outcome) in zip(declared, outcomes) {
      if case .failed = outcome.result { continue }
      let hits = outcome.hits.union(
        test.todo == nil ? [] : test.rulesNamed.map { "\(pack.name)/\($0)" })
      for sentence in test.sentences {
        examples.append(
          PackExample(title: test.name, pieces: sentence.pieces, rules: hits.sorted(), todo: test.todo))
      }
      for claim in test.article?.claims ?? [] {
        let text = (claim.content.isEmpty ? claim.cue ?? [] : claim.content).joined(separator: " … ")
        examples.append(
          PackExample(
            title: test.name, pieces: [.init(text: text, roles: [claim.content.isEmpty ? "cue" : "content"])],
            rules: claim.rule.map { ["\(pack.name)/\($0)"] } ?? [], todo: test.todo))
      }
    }
    return examples
  }
}

extension MarkedSentence {
  /// The text, cut wherever a mark begins or ends.
  var pieces: [PackExample.Piece] {
    let marks = claims.flatMap { claim in
      [("source", claim.source), ("cue", claim.cue), ("content", claim.content)].flatMap { role, spans in
        spans.map { (role: role, start: Int($0.start), end: Int($0.end)) }
      }
    }
    let cuts = Set(marks.flatMap { [$0.start, $0.end] } + [0, text.count]).sorted()
    return zip(cuts, cuts.dropFirst()).map { start, end in
      let roles = Set(marks.filter { $0.start <= start && end <= $0.end }.map(\.role)).sorted()
      return PackExample.Piece(text: String(decoding: text[start..<end], as: UTF8.self), roles: roles)
    }
  }
}
