enum ClaimNesting {
  /// For each claim the smallest other claim whose content holds its cue; nil for a claim of its own.
  ///
  /// A claim without a cue hangs from the smallest content that holds its own. A parent's content is
  /// always the larger one, so that two claims can never be each other's parent. O(n²).
  static func parents(of claims: [Candidate]) -> [Int?] {
    let sizes = claims.map { $0.content.tokenCount }
    return claims.indices.map { child in
      let held = claims[child].cue.isEmpty ? claims[child].content : claims[child].cue
      guard !held.isEmpty else { return nil }
      var best: Int?
      for parent in claims.indices where parent != child {
        guard sizes[parent] > sizes[child] || (sizes[child] == 0 && sizes[parent] > 0) else { continue }
        guard held.allSatisfy({ claims[parent].content.holds($0) }) else { continue }
        if best.map({ sizes[parent] < sizes[$0] }) ?? true { best = parent }
      }
      return best
    }
  }
}
