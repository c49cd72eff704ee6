enum ClaimNesting {
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
