// Text into tokens, in the style of the Universal Dependencies English treebanks, because the
// tagger and the parser learnt from those. One pass over the bytes: plain ASCII words take a short
// way, everything with a connector in it (don't, U.S., 1,200.50, a@b.org) the long way in
// TokeniserWords.swift. Nothing but white space and marks without width falls between tokens.

/// What stands between a token and the one before it.
enum Gap {
  static let none: UInt8 = 0
  static let space: UInt8 = 1
  static let lineBreak: UInt8 = 2
  static let paragraph: UInt8 = 3
}

/// A token as the tokeniser leaves it.
struct TokenRow: BitwiseCopyable {
  var start, end, lower: Int32
  var shape: UInt8
  /// `Gap` before the token.
  var gap: UInt8
}

/// One run over a text. Its rows become the columns of `Tokens`.
struct Tokeniser {
  let text: [UInt8]
  let classes: [UInt8]
  /// Each line end is a paragraph end; see `Paragraphs`.
  let linesAreParagraphs: Bool

  var tokens: [TokenRow] = []
  /// Every spelling met so far.
  var table: WordTable

  /// The gap that the next token gets.
  var gap = Gap.paragraph
  private var scratch: [UInt8] = []

  init(text: [UInt8]) {
    self.text = text
    classes = CharacterClass.table()
    linesAreParagraphs = Self.hasLongLine(text)
    table = WordTable(capacity: min(4096, 64 + text.count / 24))
    tokens.reserveCapacity(text.count / 4 + 8)
  }

  /// Text wrapped by hand keeps its lines short; where one is longer, a line is a paragraph.
  private static func hasLongLine(_ text: [UInt8]) -> Bool {
    var start = 0
    var index = 0
    let span = text.span
    while index < span.count {
      let byte = span[index]
      if byte == 0x0A || byte == 0x0D {
        if index - start > 160 { return true }
        start = index + 1
      }
      index += 1
    }
    return index - start > 160
  }

  /// The byte at `index`, 0 past the end.
  @inline(__always) func byte(_ index: Int) -> UInt8 { index < text.count ? text[index] : 0 }

  /// The class of the character at `index` and its length; a space of length 0 past the end.
  @inline(__always) func character(_ index: Int) -> (kind: UInt8, length: Int) {
    guard index < text.count else { return (CharacterClass.space, 0) }
    let kind = classes[Int(text[index])]
    if kind != CharacterClass.beyond { return (kind, 1) }
    let (value, length) = text.scalar(at: index)
    return (CharacterClass.of(value), length)
  }

  /// Whether an apostrophe, straight or curly, is at `index`, and its length.
  @inline(__always) func apostrophe(_ index: Int) -> Int {
    let first = byte(index)
    if first == UInt8(ascii: "'") { return 1 }
    return first == 0xE2 && byte(index + 1) == 0x80 && byte(index + 2) == 0x99 ? 3 : 0
  }

  mutating func run() {
    var index = 0
    let end = text.count
    while index < end {
      let byte = text[index]
      switch classes[Int(byte)] {
      case CharacterClass.space:
        if gap == Gap.none { gap = Gap.space }
        index += 1
      case CharacterClass.lineBreak: index = lineBreaks(from: index)
      case CharacterClass.lower, CharacterClass.upper: index = word(from: index)
      case CharacterClass.digit: index = number(from: index)
      case CharacterClass.beyond: index = beyond(from: index)
      default: index = mark(from: index)
      }
    }
  }

  /// Passes over white space that begins with a line end and notes what kind of gap it is.
  private mutating func lineBreaks(from start: Int) -> Int {
    var index = start
    var lines = 0
    while index < text.count {
      let byte = text[index]
      let kind = classes[Int(byte)]
      if kind == CharacterClass.lineBreak {
        if byte == 0x0D && self.byte(index + 1) == 0x0A { index += 1 }
        lines += 1
        index += 1
      } else if kind == CharacterClass.space {
        index += 1
      } else if kind == CharacterClass.beyond {
        let (beyond, length) = character(index)
        guard beyond == CharacterClass.space || beyond == CharacterClass.lineBreak else { break }
        if beyond == CharacterClass.lineBreak { lines += 1 }
        index += length
      } else {
        break
      }
    }
    gap = max(gap, lines > 1 || linesAreParagraphs ? Gap.paragraph : Gap.lineBreak)
    return index
  }

  /// A run of letters from `start`: emitted at once when what follows can only end it.
  @inline(__always) private mutating func word(from start: Int) -> Int {
    var index = start
    var uppers = 0
    let text = self.text
    let span = text.span
    while index < span.count {
      let byte = span[index]
      if byte &- 0x61 < 26 {
        index += 1
      } else if byte &- 0x41 < 26 {
        uppers += 1
        index += 1
      } else {
        break
      }
    }
    if index < span.count {
      let next = span[index]
      let plain =
        next == 0x20 || next == 0x2C || next == 0x0A || next == 0x22 || next == 0x29 || next == 0x3B
        || next == 0x21 || next == 0x3F
      if !plain { return compound(from: start, at: index) }
    }
    let lower: Int32
    if uppers == 0 {
      lower = table.intern(span.extracting(start..<index))
    } else {
      lower = lowered(start, index)
    }
    if table.facts[Int(lower)].contains(.contraction) { return splitContraction(start, index) }
    let length = index - start
    let shape: Shape
    if uppers == 0 {
      shape = .lower
    } else if classes[Int(span[start])] == CharacterClass.upper && uppers == 1 {
      shape = .capitalised
    } else {
      shape = uppers == length ? .upper : .mixed
    }
    append(start, index, lower, shape)
    return index
  }

  /// The number of the lower-case spelling of the ASCII bytes `start..<end`.
  private mutating func lowered(_ start: Int, _ end: Int) -> Int32 {
    scratch.removeAll(keepingCapacity: true)
    for index in start..<end {
      let byte = text[index]
      scratch.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
    }
    return internScratch()
  }

  /// The number of the spelling in `scratch`, which is moved out while the table changes.
  private mutating func internScratch() -> Int32 {
    var spelling: [UInt8] = []
    swap(&spelling, &scratch)
    let word = table.intern(spelling.span)
    swap(&spelling, &scratch)
    return word
  }

  @inline(__always) mutating func append(_ start: Int, _ end: Int, _ lower: Int32, _ shape: Shape) {
    tokens.append(
      TokenRow(
        start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end), lower: lower,
        shape: shape.rawValue, gap: gap))
    gap = Gap.none
  }

  /// Appends the token `start..<end`, whatever is in it; nothing when it is empty.
  mutating func emit(_ start: Int, _ end: Int) {
    guard start < end else { return }
    var uppers = 0, lowers = 0, digits = 0, numeric = 0, others = 0
    var firstIsUpper = false
    var index = start
    scratch.removeAll(keepingCapacity: true)
    while index < end {
      let byte = text[index]
      if byte < 0x80 {
        let kind = classes[Int(byte)]
        switch kind {
        case CharacterClass.lower: lowers += 1
        case CharacterClass.upper:
          uppers += 1
          if lowers + uppers == 1 { firstIsUpper = true }
        case CharacterClass.digit: digits += 1
        default:
          if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") { numeric += 1 } else { others += 1 }
        }
        scratch.append(kind == CharacterClass.upper ? byte | 0x20 : byte)
        index += 1
      } else {
        let (scalar, length) = text.scalar(at: index)
        let kind = CharacterClass.of(scalar)
        switch kind {
        case CharacterClass.lower: lowers += 1
        case CharacterClass.upper:
          uppers += 1
          if lowers + uppers == 1 { firstIsUpper = true }
        case CharacterClass.digit: digits += 1
        default: others += 1
        }
        // A curly apostrophe is spelled as the straight one, so that n’t and n't are one word.
        if scalar == 0x2019 {
          scratch.append(0x27)
        } else if kind != CharacterClass.ignorable {
          scratch.append(scalar: kind == CharacterClass.upper ? Case.lower(scalar) : scalar)
        }
        index += length
      }
    }
    let shape: Shape
    if digits > 0 {
      shape = others + lowers + uppers == 0 ? .number : .alphanumeric
    } else if uppers == 0 && lowers == 0 {
      let (first, _) = character(start)
      shape = first == CharacterClass.symbol ? .symbol : .punctuation
    } else if uppers == 0 {
      shape = .lower
    } else if firstIsUpper && uppers == 1 {
      shape = .capitalised
    } else {
      shape = lowers == 0 ? .upper : .mixed
    }
    append(start, end, internScratch(), shape)
  }

  /// A character beyond ASCII: white space, a word, a mark or a picture.
  private mutating func beyond(from start: Int) -> Int {
    let (scalar, length) = text.scalar(at: start)
    let kind = CharacterClass.of(scalar)
    switch kind {
    case CharacterClass.space:
      if gap == Gap.none { gap = Gap.space }
      return start + length
    case CharacterClass.ignorable: return start + length
    case CharacterClass.lineBreak: return lineBreaks(from: start)
    case CharacterClass.lower, CharacterClass.upper: return compound(from: start, at: start)
    case CharacterClass.digit: return number(from: start)
    case CharacterClass.symbol: return picture(from: start, scalar)
    default: return mark(from: start)
    }
  }

  /// One symbol with the marks that only change how it is drawn: skin tones, joined emoji, flags.
  private mutating func picture(from start: Int, _ first: UInt32) -> Int {
    var index = start + text.scalar(at: start).length
    var flag = (0x1F1E6...0x1F1FF).contains(first)
    while index < text.count, text[index] >= 0x80 {
      let (scalar, length) = text.scalar(at: index)
      if (0x1F3FB...0x1F3FF).contains(scalar) || (0xFE00...0xFE0F).contains(scalar) || scalar == 0x20E3 {
        index += length
      } else if scalar == 0x200D {
        let next = index + length
        guard next < text.count, text[next] >= 0x80 else { break }
        let (joined, joinedLength) = text.scalar(at: next)
        guard CharacterClass.of(joined) == CharacterClass.symbol else { break }
        index = next + joinedLength
      } else if flag, (0x1F1E6...0x1F1FF).contains(scalar) {
        index += length
        flag = false
      } else {
        break
      }
    }
    emit(start, index)
    return index
  }
}
