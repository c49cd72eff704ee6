// Several rules may see the same attribution: `X has claimed` is found by the rule for the order
// content–source–verb and by the one for speech verbs in general. The reader wants it once.

enum ClaimMerging {
  /// Sorts candidates into those that stay and those that another one stands in for.
  ///
  /// Candidates with overlapping contents of which one's cue holds the other's cue head (*stopped short of saying* and
  /// *saying*) are one claim: the higher rank stays, then the longer content, then the smaller rule id. Candidates without
  /// a content (acts) are one when their cues are. O(n²) in the candidates of one cue, which are few.
  ///
  /// - Parameter ruleID: the id of a candidate's rule.
  /// - Returns: rows of `candidates` that stay, and for each other row the row that overrules it.
  static func merge(_ candidates: [Candidate], ruleID: (Int) -> String) -> (
    kept: [Int], overruled: [(row: Int, by: Int)]
  ) {
    let order = candidates.indices.sorted { a, b in
      let x = candidates[a], y = candidates[b]
      if x.rank != y.rank { return x.rank > y.rank }
      let xCount = x.content.tokenCount, yCount = y.content.tokenCount
      if xCount != yCount { return xCount > yCount }
      if x.rule != y.rule { return ruleID(x.rule) < ruleID(y.rule) }
      return (x.content.first?.first ?? -1, x.source.first?.first ?? -1, a)
        < (y.content.first?.first ?? -1, y.source.first?.first ?? -1, b)
    }
    // By every token of their cues.
    var keptByCue: [Int32: [Int]] = [:]
    var kept: [Int] = []
    var overruled: [(row: Int, by: Int)] = []
    for row in order {
      let candidate = candidates[row]
      let tokens = Set(candidate.cue.flatMap(\.range).map(Int32.init) + [candidate.cueHead])
      let winner = tokens.sorted().lazy.flatMap { keptByCue[$0] ?? [] }.first { other in
        let content = candidates[other].content
        // A word that both cues merely share, such as an auxiliary, makes them no one cue.
        guard
          candidates[other].cueHead == candidate.cueHead || tokens.contains(candidates[other].cueHead)
            || candidates[other].cue.contains(where: { $0.range.contains(Int(candidate.cueHead)) })
        else { return false }
        return content.isEmpty || candidate.content.isEmpty || content.overlaps(candidate.content)
      }
      if let winner {
        overruled.append((row, winner))
      } else {
        for token in tokens { keptByCue[token, default: []].append(row) }
        kept.append(row)
      }
    }
    return (kept, overruled)
  }
}
