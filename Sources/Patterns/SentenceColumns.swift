// A sentence is matched by many patterns. Its columns are copied here once, with words replaced by
// vocabulary numbers and token rows by positions in the sentence, so that the matching loops touch
// a few short arrays and nothing else.

internal import Articles
internal import TextAnalysis

struct SentenceColumns: ~Copyable {
  /// Row of the first token in the article.
  private(set) var first = 0
  private(set) var count = 0
  /// Where the run of `.`, `!`, `?` and `…` that closes the sentence begins.
  private(set) var contentEnd = 0
  /// Vocabulary numbers, -1 for words no pattern mentions.
  private(set) var lower = Stack<Int32>()
  private(set) var lemma = Stack<Int32>()
  private(set) var pos = Stack<UInt8>()
  /// Whether the word is a verb in a past form.
  private(set) var isPast = Stack<Bool>()
  private(set) var shape = Stack<UInt8>()
  private(set) var dep = Stack<UInt8>()
  /// Position of the head in this sentence, -1 for none or one outside.
  private(set) var head = Stack<Int32>()
  /// The first of the tokens that hang from each, and behind each the next with the same head; -1 for none.
  private(set) var firstChild = Stack<Int32>()
  private(set) var nextChild = Stack<Int32>()
  /// Position of the subject, written or implied, -1 for none.
  var subject = Stack<Int32>()
  private(set) var isQuoted = Stack<Bool>()
  private(set) var textStart = Stack<Int32>()
  private(set) var textEnd = Stack<Int32>()

  private(set) var isTagged = false
  private(set) var isParsed = false
  var hasSubjects = false
  private(set) var hasQuotations = false
  private var loadedLayers: UInt8 = 0
  /// For each layer, where the ends of spans that begin at a position are: `count + 1` offsets.
  private var layerStarts: [[Int32]] = Array(repeating: [], count: SpanLayer.allCases.count)
  private var layerEnds: [[Int32]] = Array(repeating: [], count: SpanLayer.allCases.count)
  /// The part of a quotation that stands before this sentence and after it, in article rows; -1 for none.
  private(set) var openQuotationStart: Int32 = -1
  private(set) var openQuotationEnd: Int32 = -1

  /// Loads what needs no analysis.
  mutating func load(_ text: some PatternText, sentence: Int, vocabulary: [Int32]) {
    let range = text.sentences.tokens(sentence)
    let tokens = text.tokens
    first = range.lowerBound
    count = range.count
    lower.cut(to: 0)
    shape.cut(to: 0)
    textStart.cut(to: 0)
    textEnd.cut(to: 0)
    let lowers = tokens.lower, shapes = tokens.shape, starts = tokens.start, ends = tokens.end
    for token in range {
      lower.push(vocabulary[Int(lowers[token])])
      shape.push(shapes[token])
      textStart.push(starts[token])
      textEnd.push(ends[token])
    }
    contentEnd = count
    let bytes = text.textBytes
    while contentEnd > 0, Self.isStop(bytes, textStart[contentEnd - 1], textEnd[contentEnd - 1]) {
      contentEnd -= 1
    }
    if contentEnd == 0 { contentEnd = count }
    isTagged = false
    isParsed = false
    hasSubjects = false
    hasQuotations = false
    loadedLayers = 0
  }

  private static func isStop(_ text: [UInt8], _ start: Int32, _ end: Int32) -> Bool {
    guard start >= 0, start < end, Int(end) <= text.count else { return false }
    // `...` and `?!` are stops too; U+2026 is E2 80 A6.
    return (Int(start)..<Int(end)).allSatisfy { index in
      switch text[index] {
      case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), 0xE2, 0x80, 0xA6: true
      default: false
      }
    }
  }

  /// Loads tags. `vocabulary` must already cover every word of the text, lemmas included.
  mutating func loadTags(_ text: some PatternText, vocabulary: [Int32]) {
    isTagged = true
    lemma.cut(to: 0)
    pos.cut(to: 0)
    isPast.cut(to: 0)
    let lowers = text.tokens.lower, lemmas = text.tokens.lemma, tags = text.tokens.pos
    let words = text.words
    for token in first..<first + count {
      lemma.push(vocabulary[Int(lemmas[token])])
      pos.push(tags[token])
      isPast.push(
        PartOfSpeech(rawValue: tags[token]).map { Self.isPast($0, words, lowers[token], lemmas[token]) }
          ?? false)
    }
  }

  /// Whether a verb's spelling is a past form: neither its lemma, nor a form in -s or -ing. Forms that equal the
  /// lemma (*cut*, *put*) cannot be told from the present and are not.
  private static func isPast(_ tag: PartOfSpeech, _ words: Words, _ lower: Int32, _ lemma: Int32) -> Bool {
    guard tag == .verb || tag == .aux, lower != lemma else { return false }
    let spelling = words.bytes[words.range(of: lower)]
    if pastForms.contains(where: { spelling.elementsEqual($0.utf8) }) { return true }
    guard tag == .verb, spelling.count > 2, spelling.first != UInt8(ascii: "'") else { return false }
    return spelling.last != UInt8(ascii: "s") && !spelling.suffix(3).elementsEqual("ing".utf8)
      && !presentForms.contains { spelling.elementsEqual($0.utf8) }
  }

  /// Past forms that end like present ones, or belong to auxiliaries.
  private static let pastForms = ["was", "were", "had", "did", "been"]
  /// Present forms that are neither the lemma nor end in -s.
  private static let presentForms = ["are", "gon", "wan"]

  /// Loads the tree. A head outside of the sentence counts as none.
  mutating func loadTree(_ text: some PatternText) {
    isParsed = true
    head.cut(to: 0)
    dep.cut(to: 0)
    let heads = text.tokens.head, relations = text.tokens.dep
    for token in first..<first + count {
      let local = Int(heads[token]) - first
      head.push(local >= 0 && local < count && local != token - first ? Int32(local) : -1)
      dep.push(relations[token])
    }
    firstChild.cut(to: 0)
    nextChild.cut(to: 0)
    for _ in 0..<count {
      firstChild.push(-1)
      nextChild.push(-1)
    }
    for token in (0..<count).reversed() {
      let above = Int(head[token])
      guard above >= 0 else { continue }
      nextChild[token] = firstChild[above]
      firstChild[above] = Int32(token)
    }
  }

  /// The first token that hangs from `word` in a relation.
  func child(of word: Int, _ relation: Dependency) -> Int32? {
    var token = firstChild[word]
    while token >= 0 {
      if dep[Int(token)] == relation.rawValue { return token }
      token = nextChild[Int(token)]
    }
    return nil
  }

  mutating func loadLayer(_ layer: SpanLayer, _ text: some PatternText) {
    let index = Int(layer.rawValue)
    guard loadedLayers & (1 << layer.rawValue) == 0 else { return }
    loadedLayers |= 1 << layer.rawValue
    var starts: [Int32] = [], ends: [Int32] = []
    swap(&starts, &layerStarts[index])
    swap(&ends, &layerEnds[index])
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    if layer == .quotation, count > 0, openQuotationStart >= 0 {
      // The rest of a quotation that began in an earlier sentence.
      let end = (0..<count).first { !isQuoted[$0] } ?? count
      if end > 0 {
        starts.append(0)
        ends.append(Int32(end))
      }
    }
    let base = Int32(first), length = Int32(count)
    var lastStart: Int32 = -1, lastEnd: Int32 = -1
    text.forEachSpan(of: layer, in: first..<first + count) { start, end in
      let start = start - base, end = min(end - base, length)
      while starts.count <= Int(start) { starts.append(Int32(ends.count)) }
      if end > start, start != lastStart || end != lastEnd { ends.append(end) }
      (lastStart, lastEnd) = (start, end)
    }
    while starts.count <= count { starts.append(Int32(ends.count)) }
    swap(&starts, &layerStarts[index])
    swap(&ends, &layerEnds[index])
  }

  /// Whether the sentence's tree was asked for, by itself or for its phrases.
  var isRead: Bool { isParsed || loadedLayers & SpanLayer.fromTree != 0 }

  @inline(__always) func hasSpan(of layer: Int, at position: Int) -> Bool {
    layerStarts[layer][position] < layerStarts[layer][position + 1]
  }

  /// Ends of the layer's spans that begin at `position`, longest first.
  @inline(__always) func ends(of layer: Int, at position: Int) -> ArraySlice<Int32> {
    layerEnds[layer][Int(layerStarts[layer][position])..<Int(layerStarts[layer][position + 1])]
  }

  mutating func loadQuotations(_ quotations: QuotationIndex) {
    hasQuotations = true
    isQuoted.cut(to: 0)
    for token in first..<first + count { isQuoted.push(quotations.ofToken[token] >= 0) }
    openQuotationStart = -1
    openQuotationEnd = -1
    guard count > 0 else { return }
    let atStart = quotations.ofToken[first], atEnd = quotations.ofToken[first + count - 1]
    if atStart >= 0, quotations.start[Int(atStart)] < first {
      openQuotationStart = quotations.start[Int(atStart)]
    }
    if atEnd >= 0, quotations.end[Int(atEnd)] > first + count {
      openQuotationEnd = quotations.end[Int(atEnd)]
    }
  }
}

/// The quotations of an article by token. The outermost counts where quotations nest.
struct QuotationIndex {
  private(set) var ofToken: [Int32] = []
  private(set) var start: [Int32] = []
  private(set) var end: [Int32] = []
  private(set) var isLoaded = false

  mutating func clear() { isLoaded = false }

  mutating func load(_ text: some PatternText) {
    isLoaded = true
    let count = text.tokens.count
    var ofToken = [Int32](repeating: -1, count: count), start: [Int32] = [], end: [Int32] = []
    text.forEachSpan(of: .quotation, in: 0..<count) { first, past in
      guard first >= end.last ?? 0, past > first else { return }
      let past = min(past, Int32(count))
      for token in first..<past { ofToken[Int(token)] = Int32(start.count) }
      start.append(first)
      end.append(past)
    }
    (self.ofToken, self.start, self.end) = (ofToken, start, end)
  }
}
