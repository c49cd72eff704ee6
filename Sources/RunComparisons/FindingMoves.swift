// To a person who edits a pattern, a claim that lost its last word has not gone and come: it has moved.

/// What came, went, moved and changed, each in the order of articles and places.
public struct FindingMoves: Sendable {
  /// One claim before and after, with words in common but other ends.
  public struct Move: Hashable, Sendable {
    public var article: String
    public var old: Finding
    public var new: Finding
  }

  public private(set) var came: [FindingChange] = []
  public private(set) var went: [FindingChange] = []
  public private(set) var moved: [Move] = []
  public private(set) var changed: [FindingChange] = []

  /// Sorts the differences. Of a claim that has gone, the first one that came and overlaps it, in the same article, is
  /// where it has moved; each is taken once.
  public init(_ comparison: RunComparison) {
    for change in comparison.changes {
      switch change.kind {
      case .added: came.append(change)
      case .removed: went.append(change)
      case .changed: changed.append(change)
      }
    }
    var left: [FindingChange] = []
    for gone in went {
      let place = came.firstIndex { new in
        gone.finding.kind == .claim && new.finding.kind == .claim && new.article == gone.article
          && new.finding.start < gone.finding.end && gone.finding.start < new.finding.end
      }
      if let place {
        moved.append(Move(article: gone.article, old: gone.finding, new: came.remove(at: place).finding))
      } else {
        left.append(gone)
      }
    }
    went = left
  }

  public var isEmpty: Bool { came.isEmpty && went.isEmpty && moved.isEmpty && changed.isEmpty }
}
