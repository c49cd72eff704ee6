// Several rules may see the same attribution: `X has claimed` is found by the rule for the order
// content–source–verb and by the one for speech verbs in general. The reader wants it once.

enum ClaimMerging {
  /// Sorts candidates into those that stay and those that another one stands in for.
  ///
  /// Candidates with the same cue head and overlapping contents are one claim: the higher rank stays,
  /// then the longer content, then the smaller rule id. Candidates without a content (acts) are one
  /// when their cue head is the same. O(n²) in the candidates of one cue, which are few.
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
    var keptByCue: [Int32: [Int]] = [:]
    var kept: [Int] = []
    var overruled: [(row: Int, by: Int)] = []
    for row in order {
      let candidate = candidates[row]
      let winner = keptByCue[candidate.cueHead, default: []].first { other in
        let content = candidates[other].content
        return content.isEmpty || candidate.content.isEmpty || content.overlaps(candidate.content)
      }
      if let winner {
        overruled.append((row, winner))
      } else {
        keptByCue[candidate.cueHead, default: []].append(row)
        kept.append(row)
      }
    }
    return (kept, overruled)
  }
}
