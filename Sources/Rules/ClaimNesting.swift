enum ClaimNesting {
  /// Takes out of `merged` what rules found inside another claim's content and want no claim made of: the claim around
  /// stands in for them. The claim around is one that stays.
  ///
  /// - Parameter mayNest: whether a candidate inside another's content is a claim; both are rows of `candidates`.
  static func dropInner(
    _ merged: inout (kept: [Int], overruled: [(row: Int, by: Int)]), _ candidates: [Candidate],
    mayNest: (_ inner: Int, _ outer: Int) -> Bool
  ) {
    let rows = merged.kept
    let parents = parents(of: rows.map { candidates[$0] })
    let isDropped = rows.indices.map { index in
      parents[index].map { !mayNest(rows[index], rows[$0]) } ?? false
    }
    merged.kept = rows.indices.filter { !isDropped[$0] }.map { rows[$0] }
    for index in rows.indices where isDropped[index] {
      // A parent's content is always the larger one, so that this ends.
      var around = parents[index]
      while let next = around, isDropped[next] { around = parents[next] }
      if let around { merged.overruled.append((rows[index], rows[around])) }
    }
  }

  /// For each claim the smallest other claim whose content holds its cue; nil for a claim of its own.
  ///
  /// A claim without a cue hangs from the smallest content that holds its own. A parent's content is always the larger
  /// one, so that no claim is its own ancestor. Of equally small contents the claim that comes first is the parent.
  /// O(n) in claims whose contents are a few words each; a content is looked at by the claims that begin near it.
  static func parents(of claims: [Candidate]) -> [Int?] {
    let sizes = claims.map { $0.content.tokenCount }
    // Which contents reach into each stretch of the article: an article of a million claims must not be squared.
    var near: [Int32: [Int]] = [:]
    for (row, claim) in claims.enumerated() {
      for range in claim.content where !range.isEmpty {
        for stretch in range.first >> 6...(range.end - 1) >> 6 where near[stretch]?.last != row {
          near[stretch, default: []].append(row)
        }
      }
    }
    return claims.indices.map { child in
      let held = claims[child].cue.isEmpty ? claims[child].content : claims[child].cue
      guard let first = held.first else { return nil }
      var best: Int?
      for parent in near[first.first >> 6] ?? [] where parent != child && sizes[parent] > sizes[child] {
        guard held.allSatisfy({ claims[parent].content.holds($0) }) else { continue }
        if best.map({ sizes[parent] < sizes[$0] }) ?? true { best = parent }
      }
      return best
    }
  }
}
