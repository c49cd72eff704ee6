import ArticleLoaders
import Articles
import Scoring
import Testing

@testable import Batches

/// Records leave in the order of the input, whoever is done first.
@Suite struct InputOrderTests {
  private func article(_ size: Int = 10) -> Article {
    Article(id: "a", text: [UInt8](repeating: 0x61, count: size))
  }

  private let origin = Origin(input: 0, path: "a.jsonl", line: 1, bytes: 0..<1)

  private func done(_ ordinal: Int) -> ScoredArticle {
    ScoredArticle(ordinal: ordinal, outcome: .record(Array("\(ordinal)".utf8), Tally()))
  }

  /// The ordinals of articles, and -1 for failures, that leave now.
  private func leaving(_ order: inout InputOrder) -> [Int] {
    var left: [Int] = []
    while let entry = order.next() {
      switch entry.content {
      case .article(_, _, let ordinal): left.append(ordinal)
      case .failure: left.append(-1)
      case .nothing: Issue.record("something left twice")
      }
    }
    return left
  }

  @Test func anArticleWaitsForThoseBeforeIt() {
    var order = InputOrder()
    for ordinal in 0..<3 {
      order.append(article(), origin, ordinal: ordinal, until: ReadingPosition(), bytesRead: 0)
    }
    order.finish(done(2))
    #expect(leaving(&order) == [])
    order.finish(done(0))
    #expect(leaving(&order) == [0])
    order.finish(done(1))
    #expect(leaving(&order) == [1, 2])
    #expect(order.isEmpty)
  }

  @Test func aFailureKeepsItsPlaceToo() {
    var order = InputOrder()
    order.append(article(), origin, ordinal: 0, until: ReadingPosition(line: 1), bytesRead: 0)
    order.append(
      LoadFailure(path: "a.jsonl", line: 2, reason: "no"), until: ReadingPosition(line: 2), bytesRead: 0)
    #expect(leaving(&order) == [])
    order.finish(done(0))
    #expect(leaving(&order) == [0, -1])
  }

  @Test func whereToGoOnIsThatOfWhatHasLeft() {
    var order = InputOrder()
    order.append(article(), origin, ordinal: 0, until: ReadingPosition(offset: 10, line: 1), bytesRead: 0)
    order.append(article(), origin, ordinal: 1, until: ReadingPosition(offset: 20, line: 2), bytesRead: 0)
    order.finish(done(0))
    #expect(order.next()?.position.line == 1)
    #expect(order.next() == nil)
  }

  @Test func oneArticleHasRoomHoweverLong() {
    var order = InputOrder()
    #expect(order.hasRoom)
    order.append(article(13 << 20), origin, ordinal: 0, until: ReadingPosition(), bytesRead: 0)
    #expect(!order.hasRoom)
    order.finish(done(0))
    _ = leaving(&order)
    #expect(order.hasRoom)
  }

  @Test func whatWaitsIsBoundedInNumber() {
    var order = InputOrder()
    var count = 0
    while order.hasRoom, count < 1_000_000 {
      order.append(article(), origin, ordinal: count, until: ReadingPosition(), bytesRead: 0)
      count += 1
    }
    #expect(count < 10_000)
  }

  @Test func placesHoldOverALongRun() {
    var order = InputOrder()
    var left: [Int] = []
    // It never runs empty: the last ten are always still being worked at, and finish in another order than they came.
    for ordinal in 0..<20_000 {
      order.append(article(), origin, ordinal: ordinal, until: ReadingPosition(), bytesRead: 0)
      if ordinal >= 16, (ordinal - 16) % 7 == 0 {
        for late in (ordinal - 16...ordinal - 10).reversed() { order.finish(done(late)) }
        left += leaving(&order)
      }
    }
    #expect(left == Array(0..<left.count))
    #expect(left.count > 19_900)
  }
}
