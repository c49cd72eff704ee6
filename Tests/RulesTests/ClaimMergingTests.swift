import Testing

@testable import Rules

/// A candidate as merging and nesting see it: tokens only.
private func candidate(
  rule: Int = 0, rank: Double = 0, cue: Range<Int>? = nil, content: Range<Int>..., head: Int32? = nil
) -> Candidate {
  Candidate(
    rule: rule, rank: rank, stance: .asserts, source: [], cue: cue.map { [TokenRange($0)] } ?? [],
    content: content.map { TokenRange($0) }, cueHead: head ?? cue.map { Int32($0.lowerBound) } ?? -1)
}

private func merge(_ candidates: [Candidate]) -> (kept: [Int], overruled: [(row: Int, by: Int)]) {
  ClaimMerging.merge(candidates) { "rule-\($0)" }
}

@Suite struct ClaimMergingTests {
  @Test func twoRulesOnTheSameWordsGiveOneClaim() {
    let merged = merge([
      candidate(rule: 0, cue: 3..<4, content: 4..<9), candidate(rule: 1, cue: 3..<4, content: 4..<9),
    ])
    #expect(merged.kept == [0])
    #expect(merged.overruled.map(\.row) == [1] && merged.overruled.map(\.by) == [0])
  }

  @Test func theHigherRankStaysEvenWithAShorterContent() {
    #expect(
      merge([candidate(cue: 3..<4, content: 4..<9), candidate(rule: 1, rank: 1, cue: 3..<4, content: 4..<6)])
        .kept == [1])
  }

  @Test func amongEqualRanksTheLongerContentStays() {
    #expect(
      merge([candidate(cue: 3..<4, content: 4..<6), candidate(rule: 1, cue: 3..<4, content: 4..<9)]).kept == [
        1
      ])
    #expect(
      merge([candidate(cue: 3..<4, content: 4..<6, 8..<12), candidate(rule: 1, cue: 3..<4, content: 4..<9)])
        .kept == [0])
  }

  @Test func amongEqualContentsTheSmallerRuleIdStays() {
    #expect(
      merge([candidate(rule: 2, cue: 3..<4, content: 4..<9), candidate(rule: 1, cue: 3..<4, content: 4..<9)])
        .kept == [1])
  }

  @Test func theSameCueWithContentsApartGivesTwoClaims() {
    #expect(
      merge([candidate(cue: 3..<4, content: 4..<6), candidate(rule: 1, cue: 3..<4, content: 8..<9)]).kept
        .sorted() == [0, 1])
  }

  @Test func differentCueHeadsAreDifferentClaims() {
    #expect(
      merge([candidate(cue: 3..<4, content: 4..<9), candidate(cue: 5..<6, content: 4..<9)]).kept.count == 2)
  }

  @Test func theWordsOfTheCueMayDifferWhereItsHeadIsTheSame() {
    #expect(
      merge([
        candidate(cue: 2..<4, content: 4..<9, head: 3),
        candidate(rule: 1, cue: 3..<4, content: 4..<9, head: 3),
      ]).kept == [0])
  }

  /// “stopped short of saying C” and “saying C” came out as two claims, the second of which asserted C.
  @Test func aCueInsideALongerCueIsTheSame() {
    let long = candidate(rule: 0, rank: 3, cue: 2..<6, content: 6..<9, head: 2)
    let inner = candidate(rule: 1, cue: 5..<6, content: 6..<9, head: 5)
    #expect(merge([long, inner]).kept == [0])
    #expect(merge([inner, long]).kept == [1])
  }

  @Test func anActWithoutContentGivesWayToAClaimOfTheSameCue() {
    let merged = merge([
      candidate(cue: 3..<4), candidate(rule: 1, cue: 3..<4, content: 4..<9), candidate(rule: 2, cue: 3..<4),
    ])
    #expect(merged.kept == [1])
    #expect(merged.overruled.map(\.by) == [1, 1])
  }

  @Test func theOrderOfCandidatesDoesNotMatter() {
    let all = [
      candidate(rule: 0, cue: 3..<4, content: 4..<6), candidate(rule: 1, cue: 3..<4, content: 5..<9),
      candidate(rule: 2, rank: 1, cue: 3..<4, content: 8..<9),
      candidate(rule: 3, cue: 20..<21, content: 4..<9),
      candidate(rule: 4, cue: 3..<4),
    ]
    func kept(_ candidates: [Candidate]) -> [Int] {
      merge(candidates).kept.map { candidates[$0].rule }.sorted()
    }
    for _ in 0..<20 { #expect(kept(all.shuffled()) == kept(all)) }
  }

  @Test func nothingIsMergedFromNothing() { #expect(merge([]).kept.isEmpty) }
}

@Suite struct ClaimNestingTests {
  @Test func theParentIsTheSmallestClaimWhoseContentHoldsTheCue() {
    let claims = [
      candidate(cue: 1..<2, content: 2..<30), candidate(cue: 3..<4, content: 4..<20),
      candidate(cue: 6..<7, content: 7..<10),
    ]
    #expect(ClaimNesting.parents(of: claims) == [nil, 0, 1])
  }

  @Test func aCueAtTheEdgeOfAContentIsInsideAndOneBehindItIsNot() {
    #expect(
      ClaimNesting.parents(of: [candidate(cue: 1..<2, content: 2..<9), candidate(cue: 8..<9, content: 6..<8)])
        == [nil, 0])
    #expect(
      ClaimNesting.parents(of: [
        candidate(cue: 1..<2, content: 2..<9), candidate(cue: 9..<10, content: 6..<8),
      ]) == [nil, nil])
  }

  @Test func twoClaimsAreNeverEachOthersParent() {
    let claims = [candidate(cue: 12..<13, content: 2..<9), candidate(cue: 5..<6, content: 10..<17)]
    #expect(ClaimNesting.parents(of: claims) == [nil, nil])
  }

  @Test func noClaimIsItsOwnAncestor() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      let claims = (0..<12).map { _ -> Candidate in
        let start = Int.random(in: 0..<150, using: &generator),
          cue = Int.random(in: 0..<150, using: &generator)
        return candidate(
          cue: Bool.random() ? cue..<(cue + 1) : nil,
          content: start..<(start + Int.random(in: 1..<80, using: &generator)))
      }
      let parents = ClaimNesting.parents(of: claims)
      for row in claims.indices {
        var seen: Set<Int> = [row]
        var above = parents[row]
        while let claim = above {
          #expect(seen.insert(claim).inserted)
          above = parents[claim]
        }
      }
    }
  }

  @Test func aClaimWithoutACueHangsFromTheContentThatHoldsItsOwn() {
    #expect(
      ClaimNesting.parents(of: [candidate(content: 5..<7), candidate(cue: 1..<2, content: 3..<10)]) == [
        1, nil,
      ])
    #expect(ClaimNesting.parents(of: [candidate(content: 5..<7), candidate(content: 5..<7)]) == [nil, nil])
  }

  @Test func anActHangsFromTheContentThatHoldsItsCue() {
    #expect(
      ClaimNesting.parents(of: [candidate(cue: 5..<6), candidate(cue: 1..<2, content: 3..<10)]) == [1, nil])
  }

  @Test func aContentInPiecesHoldsACueInOneOfThem() {
    let parent = candidate(cue: 10..<11, content: 1..<9, 12..<200)
    #expect(ClaimNesting.parents(of: [parent, candidate(cue: 150..<151, content: 151..<155)]) == [nil, 0])
    #expect(ClaimNesting.parents(of: [parent, candidate(cue: 9..<10, content: 151..<155)]) == [nil, nil])
  }

  @Test func aHundredThousandClaimsAreNestedInAMoment() {
    let claims = (0..<100_000).map {
      candidate(cue: ($0 * 8)..<($0 * 8 + 1), content: ($0 * 8 + 1)..<($0 * 8 + 7))
    }
    let clock = ContinuousClock()
    let time = clock.measure { #expect(ClaimNesting.parents(of: claims).allSatisfy { $0 == nil }) }
    // A square of it would be minutes.
    #expect(time < .seconds(20))
  }
}
