import Testing

@testable import RunComparisons

@Suite struct FindingMovesTests {
  private func claim(_ start: Int, _ end: Int) -> Finding {
    Finding(kind: .claim, start: start, end: end, text: "\(start)-\(end)", rule: "r", values: [:])
  }

  private func moves(_ old: [Finding], _ new: [Finding]) -> FindingMoves {
    var comparison = RunComparison()
    comparison.add(article: "a", old: old, new: new)
    return FindingMoves(comparison)
  }

  @Test func aClaimWithOtherEndsHasMoved() {
    let found = moves([claim(0, 9)], [claim(0, 12)])
    #expect(found.moved == [.init(article: "a", old: claim(0, 9), new: claim(0, 12))])
    #expect(found.came.isEmpty && found.went.isEmpty && found.changed.isEmpty && !found.isEmpty)
  }

  @Test func claimsWithoutWordsInCommonHaveGoneAndCome() {
    let found = moves([claim(0, 9)], [claim(9, 12)])
    #expect(
      found.moved.isEmpty && found.went.map(\.finding.end) == [9] && found.came.map(\.finding.end) == [12])
  }

  @Test func eachClaimMovesOnce() {
    let found = moves([claim(0, 9), claim(2, 4)], [claim(0, 12)])
    #expect(
      found.moved.map(\.old.start) == [0] && found.went.map(\.finding.start) == [2] && found.came.isEmpty)
  }

  @Test func scoresOfSentencesDoNotMove() {
    var old = claim(0, 9), new = claim(0, 12)
    old.kind = .sentence
    new.kind = .sentence
    #expect(moves([old], [new]).moved.isEmpty)
  }

  @Test func theSameIsNoMove() {
    #expect(moves([claim(0, 9)], [claim(0, 9)]).isEmpty)
  }
}
