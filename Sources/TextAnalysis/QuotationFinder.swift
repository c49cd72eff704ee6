// Which marks open and close quotations. Spacing decides more often than shape: a straight mark has
// none, a curly one is often typed wrongly, and ’ is an apostrophe far more often than a quotation
// mark. Everything is decided within a paragraph, because writers forget closing marks.

internal import Articles

struct QuotationFinder {
  struct Row {
    var open: Int32
    var close: Int32 = -1
    var end: Int32
    var kind: Quotations.Kind
    var group: Int
    var depth: Int
    var outer: Int32
    var continues: Int32 = -1
    var low = false
  }

  private enum Sign {
    case straight, left, right, low, apostrophe, singleLeft, singleRight, angleLeft, angleRight
  }

  private struct Mark {
    var token: Int
    var sign: Sign
    /// 0 straight, 1 curly, 2 and 3 guillemets, 4 straight single, 5 curly single, 6 corners.
    var group: Int
    /// Nothing that belongs to a word stands before, after.
    var freeBefore: Bool, freeAfter: Bool
    var gluedBefore: Bool, gluedAfter: Bool
    var closersAhead = 0
    var closerBeforeOpener = false

    var opens: Bool { freeBefore && gluedAfter }
    var closes: Bool { gluedBefore && freeAfter }
  }

  let text: [UInt8]
  let tokens: [TokenRow]

  private(set) var rows: [Row] = []
  /// Row of the innermost quotation of each token, -1 for none.
  private(set) var quotation: [Int32]

  private var marks: [Mark] = []
  private var stack: [Int32] = []
  private var openCount = [Int](repeating: 0, count: 7)
  /// The quotation of each group that the paragraph before left open.
  private var leftOpen = [Int32](repeating: -1, count: 7)

  init(_ text: [UInt8], _ tokens: [TokenRow]) {
    self.text = text
    self.tokens = tokens
    quotation = [Int32](repeating: -1, count: tokens.count)
  }

  /// Finds the quotations of each paragraph. O(tokens).
  mutating func run(_ paragraphs: Paragraphs) {
    for paragraph in 0..<paragraphs.count {
      let range = paragraphs.tokens(paragraph)
      collect(range)
      if marks.isEmpty {
        for group in leftOpen.indices { leftOpen[group] = -1 }
        continue
      }
      lookAhead()
      resolve(range)
    }
  }

  // MARK: Marks

  private mutating func collect(_ range: Range<Int>) {
    marks.removeAll(keepingCapacity: true)
    for token in range where tokens[token].shape == Shape.punctuation.rawValue {
      guard let (sign, group) = sign(token) else { continue }
      let before = token > range.lowerBound, after = token + 1 < range.upperBound
      let gluedBefore = before && tokens[token].gap == Gap.none
      let gluedAfter = after && tokens[token + 1].gap == Gap.none
      marks.append(
        Mark(
          token: token, sign: sign, group: group,
          freeBefore: !gluedBefore || opensBracket(token - 1),
          freeAfter: !gluedAfter || closesPhrase(token + 1),
          gluedBefore: gluedBefore, gluedAfter: gluedAfter))
    }
  }

  private func sign(_ token: Int) -> (Sign, Int)? {
    let start = Int(tokens[token].start), length = Int(tokens[token].end) - start
    switch (text[start], length) {
    case (UInt8(ascii: "\""), 1), (UInt8(ascii: "'"), 2): return (.straight, 0)
    case (UInt8(ascii: "`"), 2): return (.left, 1)
    case (UInt8(ascii: "'"), 1): return (.apostrophe, 4)
    case (0xC2, 2):
      return text[start + 1] == 0xAB ? (.angleLeft, 2) : text[start + 1] == 0xBB ? (.angleRight, 2) : nil
    case (0xE2, 3) where text[start + 1] == 0x80, (0xE2, 6) where text[start + 1] == 0x80:
      switch (text[start + 2], length) {
      case (0x9C, 3), (0x9F, 3), (0x98, 6): return (.left, 1)
      case (0x9D, 3), (0x99, 6): return (.right, 1)
      case (0x9E, 3): return (.low, 1)
      case (0x98, 3), (0x9B, 3): return (.singleLeft, 5)
      case (0x99, 3): return (.singleRight, 5)
      case (0x9A, 3): return (.low, 5)
      case (0xB9, 3): return (.angleLeft, 3)
      case (0xBA, 3): return (.angleRight, 3)
      default: return nil
      }
    case (0xE3, 3) where text[start + 1] == 0x80:
      switch text[start + 2] {
      case 0x8C, 0x8E: return (.angleLeft, 6)
      case 0x8D, 0x8F: return (.angleRight, 6)
      default: return nil
      }
    default: return nil
    }
  }

  private func opensBracket(_ token: Int) -> Bool {
    switch text[Int(tokens[token].start)] {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "-"), UInt8(ascii: "/"),
      UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "="), UInt8(ascii: ":"):
      tokens[token].shape == Shape.punctuation.rawValue || tokens[token].shape == Shape.symbol.rawValue
    case 0xE2, 0xC2, 0xE3:
      tokens[token].shape == Shape.punctuation.rawValue && !isRight(token)
    default: false
    }
  }

  /// Closing marks beyond ASCII, and the ellipsis.
  private func isRight(_ token: Int) -> Bool {
    switch text[Int(tokens[token].end) - 1] {
    case 0x9D, 0x99, 0xA6, 0xBB, 0xBA: true
    default: false
    }
  }

  private func closesPhrase(_ token: Int) -> Bool {
    guard tokens[token].shape == Shape.punctuation.rawValue else { return false }
    switch text[Int(tokens[token].start)] {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): return false
    case UInt8(ascii: "."): return Int(tokens[token].end) - Int(tokens[token].start) == 1 || gapAfter(token)
    default: return true
    }
  }

  private func gapAfter(_ token: Int) -> Bool {
    token + 1 >= tokens.count || tokens[token + 1].gap != Gap.none
  }

  /// Counts closing marks from the end of the paragraph, so that an opening mark knows of them.
  private mutating func lookAhead() {
    var curly = 0, single = 0
    var singleSoon = false
    for index in marks.indices.reversed() {
      switch marks[index].sign {
      case .right:
        marks[index].closersAhead = curly
        curly += 1
      case .left, .low: marks[index].closersAhead = curly
      case .apostrophe, .singleLeft, .singleRight:
        marks[index].closersAhead = single
        marks[index].closerBeforeOpener = singleSoon
        if marks[index].sign != .singleLeft && marks[index].closes {
          single += 1
          singleSoon = true
        } else if marks[index].opens {
          singleSoon = false
        }
      default: break
      }
    }
  }

  // MARK: Pairs

  private mutating func resolve(_ range: Range<Int>) {
    var cursor = range.lowerBound
    var atStart = true
    for index in marks.indices {
      let mark = marks[index]
      fill(cursor, mark.token)
      cursor = mark.token
      atStart = atStart && mark.token == range.lowerBound + index
      if let group = closing(mark) {
        close(group, mark.token)
        cursor = mark.token + 1
        atStart = false
      } else if opening(mark) {
        open(mark, continues: atStart ? leftOpen[mark.group] : -1)
      } else {
        atStart = false
      }
    }
    fill(cursor, range.upperBound)
    for group in leftOpen.indices { leftOpen[group] = -1 }
    for row in stack {
      rows[Int(row)].end = Int32(range.upperBound)
      if leftOpen[rows[Int(row)].group] < 0 { leftOpen[rows[Int(row)].group] = row }
    }
    stack.removeAll(keepingCapacity: true)
    for group in openCount.indices { openCount[group] = 0 }
  }

  private mutating func fill(_ from: Int, _ to: Int) {
    guard let top = stack.last, from < to else { return }
    for token in from..<to { quotation[token] = top }
  }

  /// The group of quotations that the mark closes, nil when it closes none.
  private func closing(_ mark: Mark) -> Int? {
    func isOpen(_ group: Int) -> Bool { openCount[group] > 0 }
    switch mark.sign {
    case .straight:
      if isOpen(0) { return mark.opens && !mark.closes ? nil : 0 }
      return isOpen(1) && mark.closes ? 1 : nil
    case .right:
      if isOpen(1) { return 1 }
      return isOpen(0) && !mark.opens ? 0 : nil
    case .left:
      guard isOpen(1) else { return nil }
      return topOf(1).low ? (mark.gluedBefore ? 1 : nil) : (mark.closes && !mark.opens ? 1 : nil)
    case .low: return nil
    case .angleRight: return isOpen(mark.group) && !topOf(mark.group).low ? mark.group : nil
    case .angleLeft: return isOpen(mark.group) && topOf(mark.group).low ? mark.group : nil
    case .singleLeft: return isOpen(5) && topOf(5).low && mark.gluedBefore ? 5 : nil
    case .singleRight, .apostrophe:
      let group = isOpen(mark.group) ? mark.group : isOpen(5) ? 5 : -1
      guard group >= 0, mark.closes, !isPossessive(mark) else { return nil }
      return group
    }
  }

  /// `the soldiers’ guns` inside single marks that close later.
  private func isPossessive(_ mark: Mark) -> Bool {
    guard mark.closerBeforeOpener, mark.token > 0, mark.token + 1 < tokens.count else { return false }
    let before = text[Int(tokens[mark.token - 1].end) - 1]
    return before | 0x20 == UInt8(ascii: "s") && tokens[mark.token + 1].gap != Gap.none
      && tokens[mark.token + 1].shape != Shape.punctuation.rawValue
  }

  private func topOf(_ group: Int) -> Row {
    var index = stack.count - 1
    while index > 0, rows[Int(stack[index])].group != group { index -= 1 }
    return rows[Int(stack[index])]
  }

  private func opening(_ mark: Mark) -> Bool {
    switch mark.sign {
    case .straight:
      if mark.closes && !mark.opens { return false }  // a stray one, or inches
      return !(mark.gluedBefore && tokens[mark.token - 1].shape == Shape.number.rawValue && !mark.gluedAfter)
    case .left, .low: return true
    case .right: return mark.opens && !mark.closes && mark.closersAhead > 0
    case .angleLeft: return !mark.closes || mark.opens
    case .angleRight: return mark.opens && !mark.closes
    case .singleLeft: return mark.gluedAfter && mark.closersAhead > 0
    case .apostrophe: return mark.opens && !mark.closes && mark.closersAhead > 0 && openCount[4] == 0
    case .singleRight: return false
    }
  }

  private mutating func open(_ mark: Mark, continues: Int32) {
    // The same mark again without a closing one between: unless enough closing ones follow for
    // both, the first was never closed.
    if openCount[mark.group] > 0, mark.group != 1 || mark.closersAhead <= openCount[1] {
      pop(mark.group, end: mark.token, close: -1)
    }
    let row = Int32(rows.count)
    let kind: Quotations.Kind =
      switch mark.group {
      case 0: .straight
      case 1: .curly
      case 4, 5: .single
      default: .guillemet
      }
    rows.append(
      Row(
        open: Int32(mark.token), end: Int32(mark.token + 1), kind: kind, group: mark.group,
        depth: stack.count,
        outer: stack.last ?? -1, continues: continues, low: mark.sign == .low || mark.sign == .angleRight))
    stack.append(row)
    openCount[mark.group] += 1
  }

  private mutating func close(_ group: Int, _ token: Int) {
    pop(group, end: token + 1, close: Int32(token))
  }

  /// Ends the innermost quotation of the group, and unclosed ones inside it.
  private mutating func pop(_ group: Int, end: Int, close: Int32) {
    while let row = stack.popLast() {
      let own = rows[Int(row)].group
      openCount[own] -= 1
      rows[Int(row)].end = Int32(own == group || close < 0 ? end : end - 1)
      if own == group {
        rows[Int(row)].close = close
        if close >= 0 { quotation[Int(close)] = row }
        return
      }
    }
  }
}

extension Quotations {
  /// The table for what was found. O(tokens).
  convenience init(_ finder: borrowing QuotationFinder, sentence: Column<Int32>) {
    let rows = finder.rows
    var facts: [Facts] = []
    var counts: [Int32] = []
    if !rows.isEmpty {
      var words: [Int32] = [0]
      words.reserveCapacity(finder.tokens.count + 1)
      var count: Int32 = 0
      for token in finder.tokens {
        let shape = token.shape
        let counted = shape != Shape.punctuation.rawValue && shape != Shape.symbol.rawValue
        count += counted ? 1 : 0
        words.append(count)
      }
      for row in rows {
        let first = Int(row.open) + 1, end = max(first, row.close >= 0 ? Int(row.close) : Int(row.end))
        counts.append(words[end] - words[first])
        facts.append(Self.facts(finder, first, end, sentence))
      }
    }
    self.init(
      rows, ofToken: finder.quotation, starts: rows.map { finder.tokens[Int($0.open)].start },
      ends: rows.map { finder.tokens[Int($0.end) - 1].end },
      facts: facts, wordCounts: counts)
  }

  private static func facts(
    _ finder: borrowing QuotationFinder, _ first: Int, _ end: Int, _ sentence: Column<Int32>
  ) -> Facts {
    guard first < end else { return [] }
    var facts: Facts = []
    let shape = finder.tokens[first].shape
    if shape == Shape.capitalised.rawValue || shape == Shape.upper.rawValue {
      facts.insert(.beginsWithCapital)
    }
    let last = end - 1
    let byte = finder.text[Int(finder.tokens[last].end) - 1]
    let mark = finder.tokens[last].shape == Shape.punctuation.rawValue
    if mark, byte == UInt8(ascii: ",") { facts.formUnion([.endsWithComma, .endsWithMark]) }
    if mark,
      byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") || byte == 0xA6
    {
      facts.insert(.endsWithMark)
    }
    if sentence[first] != sentence[last] { facts.insert(.hasSeveralSentences) }
    return facts
  }
}
