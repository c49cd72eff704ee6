// The long way: words with something in them. What stays whole and what is split follows the
// treebanks (EWT and the news part of GUM): hyphens split except after a prefix, a number splits
// from its unit, U.S. keeps its stops.

extension Tokeniser {
  /// A word from `start` whose characters up to `at` are known to be letters.
  mutating func compound(from start: Int, at position: Int) -> Int {
    var piece = start
    var index = position
    while index < text.count {
      let byte = text[index]
      let kind = classes[Int(byte)]
      if CharacterClass.isWord(kind) || byte == UInt8(ascii: "_") {
        index += 1
        continue
      }
      if kind == CharacterClass.beyond {
        if let next = continueBeyond(&piece, index) {
          index = next
          continue
        }
        break
      }
      guard let next = connect(&piece, index) else { break }
      index = next
    }
    return max(piece, emitWord(piece, index))
  }

  /// What a character beyond ASCII inside a word does: where the word goes on, nil when it ends.
  private mutating func continueBeyond(_ piece: inout Int, _ index: Int) -> Int? {
    let length = apostrophe(index)
    if length > 0 { return contraction(&piece, index, length) }
    let (scalar, width) = text.scalar(at: index)
    let kind = CharacterClass.of(scalar)
    if CharacterClass.isWord(kind) { return index + width }
    let next = character(index + width)
    guard CharacterClass.isWord(next.kind) else { return nil }
    if kind == CharacterClass.ignorable { return index + width }
    if scalar == 0x2010 || scalar == 0x2011 { return hyphen(&piece, index, width) }
    return nil
  }

  /// What an ASCII mark at `index` does inside a word: where the word goes on, nil when it ends.
  private mutating func connect(_ piece: inout Int, _ index: Int) -> Int? {
    let next = character(index + 1)
    switch text[index] {
    case UInt8(ascii: "'"): return contraction(&piece, index, 1)
    case UInt8(ascii: "."): return stop(&piece, index)
    case UInt8(ascii: "-"): return CharacterClass.isWord(next.kind) ? hyphen(&piece, index, 1) : nil
    case UInt8(ascii: "@"): return CharacterClass.isWord(next.kind) ? address(index) : nil
    case UInt8(ascii: "&"):
      let upper = index > piece && classes[Int(text[index - 1])] == CharacterClass.upper
      return upper && next.kind == CharacterClass.upper && index - piece <= 4 ? index + 1 : nil
    case UInt8(ascii: "/"):
      let single = index - piece == 1 && CharacterClass.isLetter(next.kind)
      return single && !CharacterClass.isWord(character(index + 2).kind) ? index + 1 : nil
    case UInt8(ascii: ":"):
      return byte(index + 1) == UInt8(ascii: "/") && byte(index + 2) == UInt8(ascii: "/") ? link(index) : nil
    case UInt8(ascii: "$"):
      guard index - piece <= 3, classes[Int(text[piece])] == CharacterClass.upper,
        next.kind == CharacterClass.digit
      else { return nil }
      emit(piece, index + 1)
      piece = index + 1
      return nil
    case UInt8(ascii: "*"):
      var end = index
      while byte(end) == UInt8(ascii: "*") { end += 1 }
      return CharacterClass.isLetter(character(end).kind) ? end : nil
    default: return nil
    }
  }

  /// Don't, Mary's, O'Connor.
  private mutating func contraction(_ piece: inout Int, _ index: Int, _ length: Int) -> Int? {
    let after = index + length
    var end = after
    while CharacterClass.isLetter(character(end).kind) && end - after < 8 { end += character(end).length }
    guard end > after, !CharacterClass.isWord(character(end).kind) else {
      // Either nothing follows (the tools' guns), or a long rest (O'Shaughnessy), or digits.
      return end > after ? end : nil
    }
    let first = byte(after) | 0x20, second = byte(after + 1) | 0x20
    let digits = index > piece && classes[Int(text[index - 1])] == CharacterClass.digit
    let suffix: Bool
    switch end - after {
    case 1:
      if first == UInt8(ascii: "t"), index > piece, byte(index - 1) | 0x20 == UInt8(ascii: "n") {
        emit(piece, index - 1)
        emit(index - 1, end)
        piece = end
        return end
      }
      suffix =
        (first == UInt8(ascii: "s") && !digits) || first == UInt8(ascii: "m") || first == UInt8(ascii: "d")
    case 2:
      suffix =
        (first == UInt8(ascii: "l") && second == UInt8(ascii: "l"))
        || (second == UInt8(ascii: "e") && (first == UInt8(ascii: "r") || first == UInt8(ascii: "v")))
    default: suffix = false
    }
    guard suffix else { return end }
    emitWord(piece, index)
    emit(index, end)
    piece = end
    return end
  }

  /// `well-known` is three tokens, `anti-war` one.
  private mutating func hyphen(_ piece: inout Int, _ index: Int, _ length: Int) -> Int? {
    if index > piece, index - piece < 8, isPrefix(piece, index) { return index + length }
    emitWord(piece, index)
    emit(index, index + length)
    piece = index + length
    if character(piece).kind == CharacterClass.digit { return number(from: piece, piece: &piece) }
    return piece
  }

  private func isPrefix(_ start: Int, _ end: Int) -> Bool {
    var small: [UInt8] = []
    for index in start..<end {
      small.append(classes[Int(text[index])] == CharacterClass.upper ? text[index] | 0x20 : text[index])
    }
    return Vocabulary.shared.facts(of: small.span).contains(.prefix)
  }

  /// A full stop after at least one letter: an abbreviation, a host name, or the end of the word.
  private mutating func stop(_ piece: inout Int, _ index: Int) -> Int? {
    let next = character(index + 1)
    if index == piece { return nil }
    if byte(index + 1) == UInt8(ascii: "."), byte(index + 3) == UInt8(ascii: "@"),
      CharacterClass.isWord(character(index + 4).kind)
    {
      return address(index + 3)  // an address that a mailing list has shortened: fran...@example.org
    }
    if CharacterClass.isWord(next.kind) {
      if let end = acronymEnd(piece) {
        emit(piece, end)
        piece = end
        return end
      }
      if let end = hostEnd(piece, index) {
        emit(piece, end)
        piece = end
        return nil
      }
      return nil
    }
    return nil
  }

  /// Where letters with stops between (`U.S.`, `Ph.D.`) that begin at `piece` end; nil when they do not.
  private func acronymEnd(_ piece: Int) -> Int? {
    var index = piece
    var parts = 0
    var upper = 0
    while true {
      var letters = 0
      var at = index
      while true {
        let (kind, length) = character(at)
        guard CharacterClass.isWord(kind) else { break }
        if kind == CharacterClass.upper { upper += 1 }
        if kind == CharacterClass.digit { return nil }
        letters += 1
        at += length
        if letters > 2 { break }
      }
      if letters == 0 { return parts > 1 ? index : nil }
      if letters > 2 {
        // J.Smith: the letters so far are initials, the rest is the name.
        return parts > 0 && upper > 0 && classes[Int(text[index])] == CharacterClass.upper ? index : nil
      }
      if letters == 2 && parts == 0 && classes[Int(text[index])] != CharacterClass.upper { return nil }
      parts += 1
      if parts > 24 { return nil }
      if byte(at) != UInt8(ascii: ".") { return parts > 1 ? at : nil }
      index = at + 1
    }
  }

  /// Where the host or file name ends that begins at `piece` and has a stop at `index`.
  private func hostEnd(_ piece: Int, _ index: Int) -> Int? {
    var end = index
    var last = index
    var stops = 0
    var small = true
    while end - piece < 256 {
      let kind = character(end).kind
      if CharacterClass.isWord(kind) || byte(end) == UInt8(ascii: "-") || byte(end) == UInt8(ascii: "_") {
        end += max(1, character(end).length)
      } else if byte(end) == UInt8(ascii: "."), CharacterClass.isWord(character(end + 1).kind) {
        last = end
        stops += 1
        end += 1
      } else {
        break
      }
    }
    // first.last@example.org
    if byte(end) == UInt8(ascii: "@"), CharacterClass.isWord(character(end + 1).kind) { return address(end) }
    // rec.arts.books and other names in parts, all of small letters
    if stops > 2 || stops == 2 && end - last > 2 {
      for at in piece..<end where classes[Int(text[at])] == CharacterClass.upper || text[at] >= 0x80 {
        small = false
      }
      if small { return end }
    }
    var tail: [UInt8] = []
    for at in last + 1..<max(end, last + 1) {
      tail.append(classes[Int(text[at])] == CharacterClass.upper ? text[at] | 0x20 : text[at])
    }
    guard Vocabulary.shared.facts(of: tail.span).contains(.domain) else { return nil }
    // “came home.It was”: a sentence whose space is missing ends in no capital letter of a host.
    if tail.count <= 2, classes[Int(text[last + 1])] == CharacterClass.upper,
      classes[Int(text[last - 1])] == CharacterClass.lower
    {
      return nil
    }
    return byte(end) == UInt8(ascii: "/") ? link(end) : end
  }

  /// Where the address ends whose scheme or host ends at `index`: at white space, less closing marks.
  private func link(_ index: Int) -> Int {
    var end = index
    while end < text.count {
      let byte = text[end]
      let kind = classes[Int(byte)]
      if kind == CharacterClass.space || kind == CharacterClass.lineBreak || kind == CharacterClass.beyond {
        break
      }
      if byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\"") { break }
      end += 1
    }
    while end > index {
      switch text[end - 1] {
      case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"),
        UInt8(ascii: "?"), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "'"):
        end -= 1
      default: return end
      }
    }
    return end
  }

  /// Where an e-mail address with its `@` at `index` ends.
  private func address(_ index: Int) -> Int {
    var end = index + 1
    while end < text.count {
      let byte = text[end]
      let kind = classes[Int(byte)]
      let dot = byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      if CharacterClass.isWord(kind) || (dot && CharacterClass.isWord(character(end + 1).kind)) {
        end += 1
      } else {
        break
      }
    }
    return end
  }

  /// Emits `start..<end` as a word, with the stop after it when it is an abbreviation. Returns the
  /// end of what was emitted.
  @discardableResult private mutating func emitWord(_ start: Int, _ end: Int) -> Int {
    guard start < end else { return end }
    emit(start, end)
    let last = tokens.count - 1
    let known = table.facts(tokens[last].lower)
    if known.contains(.contraction) {
      removeLast()
      _ = splitContraction(start, end)
    } else if byte(end) == UInt8(ascii: "."), byte(end + 1) != UInt8(ascii: "."),
      endsWithStop(known, start, end)
    {
      removeLast()
      emit(start, end + 1)
      return end + 1
    }
    return end
  }

  /// Whether the stop after the word belongs to it.
  private mutating func endsWithStop(_ known: WordFacts, _ start: Int, _ end: Int) -> Bool {
    var next = end + 1
    while byte(next) == 0x20 { next += 1 }
    let following = next < text.count ? character(next).kind : CharacterClass.space
    let capital = classes[Int(text[start])] == CharacterClass.upper
    if !known.isDisjoint(with: [.titleAbbreviation, .abbreviation]) {
      if capital { return true }
      // A lower-case one is an abbreviation only if the sentence goes on or the word is no other.
      return end - start <= 3 || known.contains(.titleAbbreviation) || following != CharacterClass.upper
    }
    if known.contains(.numberAbbreviation), following == CharacterClass.digit { return true }
    guard capital, character(start).length == end - start, following == CharacterClass.upper else {
      return false
    }
    // A single capital: an initial, unless it names a plan or a vitamin, or is the pronoun.
    guard tokens.count >= 2, tokens[tokens.count - 1].gap != Gap.paragraph else { return true }
    let before = tokens.count - 2
    if table.facts(tokens[before].lower).contains(.lettered)
      || text[start] == UInt8(ascii: "I") && tokens[before].shape != Shape.capitalised.rawValue
    {
      return false
    }
    return tokens[before].shape != Shape.lower.rawValue || nextIsNoStarter(next)
  }

  /// Whether the word at `start` is none of those that begin a sentence.
  private func nextIsNoStarter(_ start: Int) -> Bool {
    var small: [UInt8] = []
    var index = start
    while index < text.count, index - start < 16, CharacterClass.isLetter(classes[Int(text[index])]) {
      small.append(text[index] | 0x20)
      index += 1
    }
    return !Vocabulary.shared.facts(of: small.span).contains(.starter)
  }

  /// Emits `cannot` as two tokens; returns `end`.
  mutating func splitContraction(_ start: Int, _ end: Int) -> Int {
    let last = byte(end - 1) | 0x20
    let cut: Int
    if last == UInt8(ascii: "t") {
      let cannot = byte(end - 2) | 0x20 == UInt8(ascii: "o")  // can|not, did|nt
      cut = cannot ? end - 3 : end - 2
    } else if last == UInt8(ascii: "s") || last == UInt8(ascii: "m") {
      cut = end - 1
    } else {
      cut = end - 2
    }
    emit(start, cut)
    emit(cut, end)
    return end
  }
}
