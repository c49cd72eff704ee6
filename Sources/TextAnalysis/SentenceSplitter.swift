// Tokens into sentences. A stop ends one unless it belongs to an abbreviation whose name goes on,
// or closes a quotation that its attribution follows: “Why?” he asked. The end of a paragraph
// always ends one, and so does a length that no parser should have to bear.

/// The sentence boundaries of one token table.
struct SentenceSplitter {
  /// Longer sentences (lists, broken pages) are cut here, at a comma when there is one.
  static let longest = 1000

  private let text: [UInt8]
  private let tokens: [TokenRow]
  private let table: WordTable
  /// Rows of tokens after which a sentence may end, rising.
  private let possibleEnds: [Int32]

  init(_ tokeniser: borrowing Tokeniser) {
    text = tokeniser.text
    tokens = tokeniser.tokens
    possibleEnds = tokeniser.sentenceEnds
    table = tokeniser.table
  }

  /// Row of the first token of each sentence, paragraph by paragraph. O(tokens).
  func split(_ paragraphs: Paragraphs) -> (first: [Int32], end: [Int32], paragraph: [Int32]) {
    var first: [Int32] = []
    var end: [Int32] = []
    var rows: [Int32] = []
    let expected = tokens.count / 16 + 4
    first.reserveCapacity(expected)
    end.reserveCapacity(expected)
    rows.reserveCapacity(expected)
    var next = 0
    for paragraph in 0..<paragraphs.count {
      let range = paragraphs.tokens(paragraph)
      var begin = range.lowerBound
      var token = begin
      while true {
        while next < possibleEnds.count, possibleEnds[next] < token { next += 1 }
        let nearest = next < possibleEnds.count ? Int(possibleEnds[next]) : tokens.count
        token = min(nearest, max(token, begin + Self.longest - 1))
        guard token < range.upperBound else { break }
        var cut = boundary(token, in: range, sentence: begin)
        if cut == nil, token + 1 - begin >= Self.longest { cut = shorten(begin, token + 1) }
        if let cut {
          first.append(Int32(begin))
          end.append(Int32(cut))
          rows.append(Int32(paragraph))
          begin = cut
          token = max(token, cut - 1)
        }
        token += 1
      }
      if begin < range.upperBound {
        first.append(Int32(begin))
        end.append(Int32(range.upperBound))
        rows.append(Int32(paragraph))
      }
    }
    return (first, end, rows)
  }

  private func shorten(_ begin: Int, _ end: Int) -> Int {
    var token = end
    while token > begin + Self.longest * 3 / 4 {
      if is1(token - 1, ",") || is1(token - 1, ";") { return token }
      token -= 1
    }
    return end
  }

  /// Whether the token is the one ASCII character `mark`.
  private func is1(_ token: Int, _ mark: Unicode.Scalar) -> Bool {
    tokens[token].end - tokens[token].start == 1
      && text[Int(tokens[token].start)] == UInt8(truncatingIfNeeded: mark.value)
  }

  /// Whether a token whose last byte is this may end a sentence: nearly all tokens end otherwise.
  @inline(__always) static func mayEnd(with last: UInt8) -> Bool {
    switch last {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), 0xA6, 0x82, 0x81, 0x9F: true
    default: false
    }
  }

  private enum Terminator { case none, stop, abbreviation, shout, ellipsis }

  @inline(__always) private func terminator(_ token: Int) -> Terminator {
    let last = text[Int(tokens[token].end) - 1]
    switch last {
    case UInt8(ascii: "."):
      let length = tokens[token].end - tokens[token].start
      if length == 1 { return .stop }
      return text[Int(tokens[token].start)] == last
        ? .ellipsis : .abbreviation
    case UInt8(ascii: "!"), UInt8(ascii: "?"): return .shout
    case 0xA6: return spelled(token, 0xE2, 0x80, 0xA6) ? .ellipsis : .none  // …
    case 0x82: return spelled(token, 0xE3, 0x80, 0x82) ? .stop : .none  // 。
    case 0x81, 0x9F:
      return spelled(token, 0xEF, 0xBC, 0x81) || spelled(token, 0xEF, 0xBC, 0x9F)
        || spelled(token, 0xD8, 0x9F)
        ? .shout : .none  // ！ ？ ؟
    default: return .none
    }
  }

  private func spelled(_ token: Int, _ bytes: UInt8...) -> Bool {
    guard Int(tokens[token].end - tokens[token].start) == bytes.count else { return false }
    for (index, byte) in bytes.enumerated() where text[Int(tokens[token].start) + index] != byte {
      return false
    }
    return true
  }

  /// The end (exclusive) of the sentence that `token` closes, nil when it closes none.
  private func boundary(_ token: Int, in paragraph: Range<Int>, sentence: Int) -> Int? {
    let kind = terminator(token)
    if kind == .none {
      // A line that begins with a bullet begins an item.
      guard token + 1 < paragraph.upperBound, tokens[token + 1].gap == Gap.lineBreak, isBullet(token + 1)
      else {
        return nil
      }
      return token + 1
    }
    if token == sentence, kind == .stop || kind == .ellipsis { return nil }
    var next = token + 1
    var quoted = false
    while next < paragraph.upperBound {
      if closes(next, after: token, sentence) {
        quoted = quoted || !(is1(next, ")") || is1(next, "]"))
        next += 1
      } else if tokens[next].gap == Gap.none, terminator(next) != .none, terminator(next) != .abbreviation {
        next += 1
      } else if isFace(next) {
        next += 1
      } else if is1(next, "["), let end = reference(next, paragraph.upperBound) {
        next = end
      } else {
        break
      }
    }
    guard next < paragraph.upperBound else { return next }
    return continues(token, kind, next, quoted, sentence) ? nil : next
  }

  /// `[6]`: where the reference to a note ends.
  private func reference(_ token: Int, _ limit: Int) -> Int? {
    guard token + 2 < limit, tokens[token + 1].shape == Shape.number.rawValue, is1(token + 2, "]") else {
      return nil
    }
    return token + 3
  }

  /// Whether `token` is a closing mark that belongs to what stands before it.
  private func closes(_ token: Int, after stop: Int, _ sentence: Int) -> Bool {
    let glued = tokens[token].gap == Gap.none
    let freeBehind =
      token + 1 >= tokens.count || tokens[token + 1].gap != Gap.none
      || tokens[token + 1].shape == Shape.punctuation.rawValue
    switch text[Int(tokens[token].start)] {
    case UInt8(ascii: ")"), UInt8(ascii: "]"): return tokens[token].end - tokens[token].start == 1
    case UInt8(ascii: "\""): return glued && freeBehind
    case UInt8(ascii: "'"):  // ' and '', not 's
      return glued && freeBehind && text[Int(tokens[token].end) - 1] == UInt8(ascii: "'")
    case 0xE2:
      return spelled(token, 0xE2, 0x80, 0x9D) || (glued && spelled(token, 0xE2, 0x80, 0x99))
        || (glued && freeBehind && spelled(token, 0xE2, 0x80, 0x9C))
    case 0xC2: return glued && spelled(token, 0xC2, 0xBB)
    default: return false
    }
  }

  /// `:)`
  private func isFace(_ token: Int) -> Bool {
    let length = tokens[token].end - tokens[token].start
    guard length == 2 || length == 3, tokens[token].shape == Shape.punctuation.rawValue else { return false }
    let first = text[Int(tokens[token].start)], last = text[Int(tokens[token].end) - 1]
    return (first == UInt8(ascii: ":") || first == UInt8(ascii: ";")) && first != last
  }

  private func isBullet(_ token: Int) -> Bool {
    is1(token, "-") || is1(token, "*") || spelled(token, 0xE2, 0x80, 0xA2) || spelled(token, 0xE2, 0x80, 0x93)
  }

  /// Whether the sentence goes on at `next` although `token` could end it.
  private func continues(_ token: Int, _ kind: Terminator, _ next: Int, _ quoted: Bool, _ sentence: Int)
    -> Bool
  {
    let shape = tokens[next].shape
    let lower = shape == Shape.lower.rawValue
    switch kind {
    case .none: return true
    case .stop:
      // 1. The first item
      if token == sentence + 1, tokens[sentence].shape == Shape.number.rawValue { return true }
      if tokens[next].gap == Gap.none, text[Int(tokens[token].start)] < 0x80 {
        return lower || !startsUpper(next)
      }
      if lower { return quoted || next > token + 1 || isKnownAbbreviation(token - 1) }
      return isComma(next)
    case .shout:
      if isComma(next) { return true }
      // “Why?” he asked, and Yahoo! said; but a question may be followed by a lazy writer's next.
      if lower { return quoted || is1(token, "!") || tokens[next].gap == Gap.none }
      return quoted && isAttribution(next)
    case .ellipsis:
      if lower || isComma(next) || tokens[next].gap == Gap.none && !startsUpper(next) { return true }
      return !startsUpper(next) && shape != Shape.punctuation.rawValue
        || table.facts(tokens[next].lower).contains(.saying)
    case .abbreviation: return abbreviationContinues(token, next, quoted)
    }
  }

  /// Marks that no sentence begins with.
  private func isComma(_ token: Int) -> Bool {
    is1(token, ",") || is1(token, ";") || is1(token, ":") || is1(token, ")")
  }

  private func startsUpper(_ token: Int) -> Bool {
    let shape = tokens[token].shape
    return shape == Shape.capitalised.rawValue || shape == Shape.upper.rawValue
      || shape == Shape.mixed.rawValue
  }

  /// A listed abbreviation whose stop the tokeniser cut off.
  private func isKnownAbbreviation(_ token: Int) -> Bool {
    guard token >= 0 else { return false }
    // Ann B. and Bo C. Lund
    if tokens[token].end - tokens[token].start == 1, tokens[token].shape == Shape.capitalised.rawValue {
      return true
    }
    let known = table.facts(tokens[token].lower)
    return !known.isDisjoint(with: [.titleAbbreviation, .abbreviation, .numberAbbreviation])
  }

  private func abbreviationContinues(_ token: Int, _ next: Int, _ quoted: Bool) -> Bool {
    let shape = tokens[next].shape
    if shape == Shape.lower.rawValue || isComma(next) { return true }
    if shape == Shape.number.rawValue || shape == Shape.alphanumeric.rawValue
      || shape == Shape.symbol.rawValue
    {
      return true
    }
    let length = tokens[token].end - tokens[token].start
    let known = knownWithoutStop(token)
    let starter = table.facts(tokens[next].lower).contains(.starter)
    if quoted { return false }
    if known.contains(.titleAbbreviation), !known.contains(.abbreviation) { return true }
    if known.contains(.numberAbbreviation), !starter { return true }
    if length == 2 { return !starter || tokens[next].shape == Shape.upper.rawValue }  // an initial
    if shape == Shape.punctuation.rawValue { return !opensQuotation(next) }
    let inner = text[Int(tokens[token].start)..<Int(tokens[token].end) - 1].contains(UInt8(ascii: "."))
    if inner {
      // U.S. goes on into a name more often than not; a.m. and e.g. seldom do.
      if tokens[token].shape == Shape.lower.rawValue {
        return table.facts(tokens[next].lower).contains(.timeZone) || !isHour(token)
      }
      return !starter
    }
    return !starter && tokens[token].shape == Shape.capitalised.rawValue  // Sept. Friday, Inc. Chairman
  }

  private func knownWithoutStop(_ token: Int) -> WordFacts {
    var small: [UInt8] = []
    for index in Int(tokens[token].start)..<Int(tokens[token].end) - 1 {
      small.append(text[index] &- 0x41 < 26 ? text[index] | 0x20 : text[index])
    }
    return Vocabulary.shared.facts(of: small.span)
  }

  private func isHour(_ token: Int) -> Bool {
    let second = text[Int(tokens[token].start) + 2] | 0x20
    return second == UInt8(ascii: "m") && tokens[token].end - tokens[token].start == 4
  }

  private func opensQuotation(_ token: Int) -> Bool {
    guard token + 1 < tokens.count, tokens[token + 1].gap == Gap.none else { return false }
    switch text[Int(tokens[token].start)] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), 0xE2, 0xC2: return true
    default: return false
    }
  }

  /// `Smith asked` after a question in quotation marks.
  private func isAttribution(_ next: Int) -> Bool {
    var token = next
    let limit = min(next + 6, tokens.count)
    while token < limit, tokens[token].gap != Gap.paragraph || token == next {
      if table.facts(tokens[token].lower).contains(.saying) {
        return token > next && tokens[token].shape == Shape.lower.rawValue
      }
      if token == next, table.facts(tokens[token].lower).contains(.starter) { return false }
      guard startsUpper(token) else { return false }
      token += 1
    }
    return false
  }
}
