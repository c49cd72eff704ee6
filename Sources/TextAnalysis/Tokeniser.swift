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

  private(set) var tokens: [TokenRow] = []
  /// Rows of tokens before which a paragraph may begin, rising; the first token is one.
  private(set) var paragraphStarts: [Int32] = []
  /// Rows of tokens after which a sentence may end inside a paragraph, rising. They are noted where the bytes are at hand,
  /// so that nobody has to look through all tokens for them.
  private(set) var sentenceEnds: [Int32] = []
  /// Every spelling met so far.
  var table: WordTable

  /// The gap that the next token gets.
  var gap = Gap.paragraph
  private var scratch: [UInt8] = []

  init(text: [UInt8]) {
    self.text = text
    classes = CharacterClass.table
    linesAreParagraphs = Self.hasLongLine(text)
    table = WordTable(capacity: min(4096, 64 + text.count / 12))
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
    // Held here, the text and the classes are looked at without counting references at every word.
    let text = self.text, classes = self.classes
    run(text.span, classes.span)
  }

  private mutating func run(_ text: Span<UInt8>, _ classes: Span<UInt8>) {
    var index = 0
    while index < text.count {
      let byte = text[index]
      switch classes[Int(byte)] {
      case CharacterClass.space:
        if gap == Gap.none { gap = Gap.space }
        index &+= 1
      case CharacterClass.lineBreak: index = lineBreaks(from: index)
      case CharacterClass.lower, CharacterClass.upper: index = word(from: index, text)
      case CharacterClass.digit: index = number(from: index)
      case CharacterClass.beyond:
        index = isCurlyMark(index, text) ? single(index, 3, text) : beyond(from: index)
      default: index = isSingleMark(byte, index, text) ? single(index, 1, text) : mark(from: index)
      }
    }
  }

  /// Whether `mark` would make a token of the byte alone.
  @inline(__always) private func isSingleMark(_ byte: UInt8, _ index: Int, _ text: Span<UInt8>) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "("), UInt8(ascii: ")"): return true
    case UInt8(ascii: "."):
      guard index &+ 1 < text.count else { return true }
      let next = text[index &+ 1]
      return next == 0x20 || next == 0x0A || next == UInt8(ascii: "\"")
    default: return false
    }
  }

  /// Whether “ or ” is at `index`.
  @inline(__always) private func isCurlyMark(_ index: Int, _ text: Span<UInt8>) -> Bool {
    index &+ 2 < text.count && text[index] == 0xE2 && text[index &+ 1] == 0x80
      && (text[index &+ 2] == 0x9C || text[index &+ 2] == 0x9D)
  }

  /// Appends a mark of `length` bytes that is spelled as it stands.
  @inline(__always) private mutating func single(_ start: Int, _ length: Int, _ text: Span<UInt8>) -> Int {
    let end = start &+ length
    let spelling = text.extracting(start..<end)
    let word = table.intern(WordKey(spelling), spelling)
    append(start, end, word, .punctuation, mayEnd: SentenceSplitter.mayEnd(with: spelling[length &- 1]))
    return end
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
  @inline(__always) private mutating func word(from start: Int, _ text: Span<UInt8>) -> Int {
    let letters = Letters(text, from: start)
    let index = start &+ letters.key.length, key = letters.key
    let end = wordEnd(index, text)
    if end == .open { return compound(from: start, at: index) }
    let lower = table.intern(key, letters: text.extracting(start..<index))
    let known = table.facts(lower)
    if end == .stop {
      // What might be an abbreviation, or an initial, is looked at again.
      if index &- start == 1 || !known.isDisjoint(with: Self.besideStop) {
        return compound(from: start, at: index)
      }
    } else if known.contains(.contraction) {
      return splitContraction(start, index)
    }
    append(start, index, lower, letters.shape, mayEnd: false)
    if index < text.count, text[index] == 0x20 {
      gap = Gap.space
      return index &+ 1
    }
    return index
  }

  /// A run of ASCII letters: its key in small letters, and its shape.
  private struct Letters {
    var key = WordKey()
    var shape = Shape.lower

    /// Reads the run that begins at `start`, eight letters at a time.
    @inline(__always) init(_ text: Span<UInt8>, from start: Int) {
      var index = start
      var capitals = 0
      while index &+ 8 <= text.count {
        let letters = EightLetters(text, from: index)
        if letters.count < 8 {
          if index == start {
            key = WordKey(packed: letters.small, length: letters.count)
            if letters.capitals != 0 { shape = letters.shape }
            return
          }
          key.add(last: letters.small, count: letters.count)
          setShape(capitals &+ letters.capitals.nonzeroBitCount, first: text[start])
          return
        }
        key.add(eight: letters.small)
        capitals &+= letters.capitals.nonzeroBitCount
        index &+= 8
      }
      // The last seven bytes of a text cannot be read at once.
      while index < text.count {
        let byte = text[index]
        let small = byte | 0x20
        guard small &- 0x61 < 26 else { break }
        capitals &+= Int(~byte >> 5 & 1)
        key.add(small)
        index &+= 1
      }
      setShape(capitals, first: text[start])
    }

    @inline(__always) private mutating func setShape(_ capitals: Int, first: UInt8) {
      if capitals == 0 { return }
      shape = capitals == 1 && first & 0x20 == 0 ? .capitalised : capitals == key.length ? .upper : .mixed
    }
  }

  private enum WordEnd {
    /// Nothing that follows can belong to the word.
    case closed
    /// A full stop follows that closes a sentence or belongs to an abbreviation.
    case stop
    /// The word may go on.
    case open
  }

  private static let besideStop: WordFacts = [
    .contraction, .titleAbbreviation, .abbreviation, .numberAbbreviation,
  ]

  /// What follows a run of letters that ends at `index`.
  @inline(__always) private func wordEnd(_ index: Int, _ text: Span<UInt8>) -> WordEnd {
    guard index < text.count else { return .closed }
    let next = text[index]
    switch next {
    case 0x20, 0x2C, 0x0A, 0x22, 0x29, 0x3B, 0x21, 0x3F: return .closed
    case UInt8(ascii: "."):
      guard index &+ 1 < text.count else { return .stop }
      let after = text[index &+ 1]
      return after == 0x20 || after == 0x0A || after == 0x22 ? .stop : .open
    case 0xE2 where index &+ 2 < text.count && text[index &+ 1] == 0x80:
      // – — “ ” …
      switch text[index &+ 2] {
      case 0x93, 0x94, 0x9C, 0x9D, 0xA6: return .closed
      default: return .open
      }
    default: return .open
    }
  }

  /// The number of the lower-case spelling of the ASCII bytes `start..<end`.
  private mutating func lowered(_ key: WordKey, _ start: Int, _ end: Int) -> Int32 {
    // Such a key is the spelling.
    if key.isWhole { return table.intern(key, Span()) }
    scratch.removeAll(keepingCapacity: true)
    for index in start..<end {
      let byte = text[index]
      scratch.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
    }
    return internScratch(key)
  }

  /// The number of the spelling in `scratch`, which is moved out while the table changes.
  private mutating func internScratch(_ known: WordKey? = nil) -> Int32 {
    var spelling: [UInt8] = []
    swap(&spelling, &scratch)
    let word = table.intern(known ?? WordKey(spelling.span), spelling.span)
    swap(&spelling, &scratch)
    return word
  }

  /// - Parameter mayEnd: whether a sentence may end with the token, judged by its last byte.
  @inline(__always) private mutating func append(
    _ start: Int, _ end: Int, _ lower: Int32, _ shape: Shape, mayEnd: Bool
  ) {
    if gap >= Gap.lineBreak { noteLineBreak() }
    if mayEnd { sentenceEnds.append(Int32(truncatingIfNeeded: tokens.count)) }
    tokens.append(
      TokenRow(
        start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end), lower: lower,
        shape: shape.rawValue, gap: gap))
    gap = Gap.none
  }

  /// Takes back the last token, as if it had not been appended.
  mutating func removeLast() {
    guard let last = tokens.popLast() else { return }
    gap = last.gap
    if sentenceEnds.last == Int32(tokens.count) { sentenceEnds.removeLast() }
    if paragraphStarts.last == Int32(tokens.count) { paragraphStarts.removeLast() }
  }

  @inline(never) private mutating func noteLineBreak() {
    let next = Int32(truncatingIfNeeded: tokens.count)
    if gap == Gap.paragraph {
      paragraphStarts.append(next)
    } else if sentenceEnds.last != next - 1 {
      // A line that begins with a bullet begins a sentence.
      sentenceEnds.append(next - 1)
    }
  }

  /// Appends the token `start..<end`, whatever is in it; nothing when it is empty.
  mutating func emit(_ start: Int, _ end: Int) {
    guard start < end else { return }
    var counts = LetterCounts()
    var key = WordKey()
    var isASCII = true
    for index in start..<end {
      let byte = text[index]
      if byte >= 0x80 {
        isASCII = false
        break
      }
      let kind = classes[Int(byte)]
      counts.add(kind, isNumeric: byte == UInt8(ascii: ".") || byte == UInt8(ascii: ","))
      key.add(kind == CharacterClass.upper ? byte | 0x20 : byte)
    }
    if !isASCII { return emitBeyond(start, end) }
    let lower = table.find(key) ?? lowered(key, start, end)
    append(
      start, end, lower, counts.shape(first: classes[Int(text[start])]),
      mayEnd: SentenceSplitter.mayEnd(with: text[end - 1]))
  }

  /// Appends a token that is not all ASCII.
  private mutating func emitBeyond(_ start: Int, _ end: Int) {
    var counts = LetterCounts()
    var index = start
    scratch.removeAll(keepingCapacity: true)
    while index < end {
      let byte = text[index]
      if byte < 0x80 {
        let kind = classes[Int(byte)]
        counts.add(kind, isNumeric: byte == UInt8(ascii: ".") || byte == UInt8(ascii: ","))
        scratch.append(kind == CharacterClass.upper ? byte | 0x20 : byte)
        index += 1
      } else {
        let (scalar, length) = text.scalar(at: index)
        let kind = CharacterClass.of(scalar)
        counts.add(kind, isNumeric: false)
        // A curly apostrophe is spelled as the straight one, so that n’t and n't are one word.
        if scalar == 0x2019 {
          scratch.append(0x27)
        } else if kind != CharacterClass.ignorable {
          scratch.append(scalar: kind == CharacterClass.upper ? Case.lower(scalar) : scalar)
        }
        index += length
      }
    }
    append(
      start, end, internScratch(), counts.shape(first: character(start).kind),
      mayEnd: SentenceSplitter.mayEnd(with: text[end - 1]))
  }

  /// What characters a token is made of.
  private struct LetterCounts {
    private var uppers = 0, lowers = 0, digits = 0, others = 0
    private var firstIsUpper = false

    /// - Parameter isNumeric: a mark that numbers are written with.
    @inline(__always) mutating func add(_ kind: UInt8, isNumeric: Bool) {
      switch kind {
      case CharacterClass.lower: lowers += 1
      case CharacterClass.upper:
        uppers += 1
        if lowers + uppers == 1 { firstIsUpper = true }
      case CharacterClass.digit: digits += 1
      default: if !isNumeric { others += 1 }
      }
    }

    /// - Parameter first: the class of the token's first character.
    func shape(first: UInt8) -> Shape {
      if digits > 0 { return others + lowers + uppers == 0 ? .number : .alphanumeric }
      if uppers == 0 && lowers == 0 { return first == CharacterClass.symbol ? .symbol : .punctuation }
      if uppers == 0 { return .lower }
      if firstIsUpper && uppers == 1 { return .capitalised }
      return lowers == 0 ? .upper : .mixed
    }
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
