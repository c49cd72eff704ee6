// Numbers and marks: what belongs to a number (1,200.50, 10:30, 2025-04-09, 555-0142, 1990s) and
// what is cut off it (5|km, 10|-|12), and which marks run together (..., --, ?!).

extension Tokeniser {
  /// A number from `start`; returns where the next token begins.
  mutating func number(from start: Int) -> Int {
    var piece = start
    let index = number(from: start, piece: &piece)
    return index == piece ? index : compound(from: piece, at: index)
  }

  /// Reads a number from `start`. Either emits it and moves `piece` to what follows, or returns
  /// the position where letters join it, which `piece` then still begins.
  mutating func number(from start: Int, piece: inout Int) -> Int {
    piece = start
    var index = digits(start)
    if index - start <= 4, let end = groups(start, index) {
      emit(start, end)
      piece = end
      return end
    }
    while index < text.count {
      let mark = text[index]
      let after = index + 1
      guard classes[Int(byte(after))] == CharacterClass.digit else { break }
      if mark == UInt8(ascii: ".") || mark == UInt8(ascii: ":") || mark == UInt8(ascii: "/") {
        index = digits(after)
      } else if mark == UInt8(ascii: ",") {
        let end = digits(after)
        guard end - after == 3 || end - after == 2 && byte(end) == UInt8(ascii: ",") else { break }
        index = end
      } else {
        break
      }
    }
    var end = index
    while CharacterClass.isLetter(character(end).kind) && end - index < 8 { end += character(end).length }
    if end == index {
      // 1980's, and ’60s that came with its apostrophe elsewhere.
      let mark = apostrophe(index)
      if mark > 0, byte(index + mark) == UInt8(ascii: "s"),
        !CharacterClass.isWord(character(index + mark + 1).kind)
      {
        index += mark + 1
      }
      emit(start, index)
      piece = index
      return index
    }
    if isUnit(index, end), !CharacterClass.isWord(character(end).kind) {
      emit(start, index)
      piece = index
    }
    return end
  }

  private func digits(_ start: Int) -> Int {
    var index = start
    while index < text.count {
      let (kind, length) = character(index)
      guard kind == CharacterClass.digit else { break }
      index += length
    }
    return index
  }

  /// Where digits in groups with hyphens end, when they are a date or a telephone number.
  private func groups(_ start: Int, _ firstEnd: Int) -> Int? {
    guard byte(firstEnd) == UInt8(ascii: "-") else { return nil }
    var lengths = [firstEnd - start]
    var end = firstEnd
    while byte(end) == UInt8(ascii: "-"), lengths.count < 6 {
      let next = digits(end + 1)
      guard next > end + 1 else { break }
      lengths.append(next - end - 1)
      end = next
    }
    guard !CharacterClass.isLetter(character(end).kind) else {
      // 2025-04-09T10:30:00Z
      guard lengths == [4, 2, 2], byte(end) == UInt8(ascii: "T") else { return nil }
      var time = end + 1
      while classes[Int(byte(time))] == CharacterClass.digit || byte(time) == UInt8(ascii: ":") { time += 1 }
      if byte(time) == UInt8(ascii: "Z") { time += 1 }
      return time
    }
    if lengths.count >= 3 { return end }
    return lengths == [3, 4] ? end : nil
  }

  private func isUnit(_ start: Int, _ end: Int) -> Bool {
    // 3M is three millions or a maker of tape, but 5G and 3D are no measures.
    if end - start == 1, classes[Int(text[start])] == CharacterClass.upper {
      return text[start] == UInt8(ascii: "K") || text[start] == UInt8(ascii: "M")
        || text[start] == UInt8(ascii: "B")
    }
    var small: [UInt8] = []
    for index in start..<end {
      small.append(classes[Int(text[index])] == CharacterClass.upper ? text[index] | 0x20 : text[index])
    }
    return Vocabulary.shared.facts(of: small.span).contains(.unit)
  }

  /// A mark from `start`, of one character or of several that belong together.
  mutating func mark(from start: Int) -> Int {
    let byte = text[start]
    if byte >= 0x80 { return markBeyond(from: start) }
    let next = self.byte(start + 1)
    let nextKind = classes[Int(next)]
    var end = start + 1
    switch byte {
    case UInt8(ascii: "."):
      if nextKind == CharacterClass.digit && (tokens.isEmpty || gap != Gap.none) {
        return number(decimalFrom: start)
      }
      while self.byte(end) == byte { end += 1 }
    case UInt8(ascii: "!"), UInt8(ascii: "?"):
      while self.byte(end) == UInt8(ascii: "!") || self.byte(end) == UInt8(ascii: "?") { end += 1 }
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "*"), UInt8(ascii: "~"),
      UInt8(ascii: ">"), UInt8(ascii: "<"), UInt8(ascii: "`"), UInt8(ascii: "+"), UInt8(ascii: "$"):
      while self.byte(end) == byte { end += 1 }
    case UInt8(ascii: "'"):
      if next == byte {
        end += 1
      } else {
        return apostropheMark(from: start, length: 1)
      }
    case UInt8(ascii: "@"), UInt8(ascii: "#"):
      if CharacterClass.isLetter(nextKind) {
        while CharacterClass.isWord(classes[Int(self.byte(end))]) || self.byte(end) == UInt8(ascii: "_") {
          end += 1
        }
      }
    case UInt8(ascii: ":"), UInt8(ascii: ";"):
      var face = start + 1
      if next == UInt8(ascii: "-") { face += 1 }
      let mouth = self.byte(face)
      let mouthed =
        mouth == UInt8(ascii: ")") || mouth == UInt8(ascii: "(") || mouth == UInt8(ascii: "D")
        || mouth == UInt8(ascii: "P")
      if mouthed, gap != Gap.none, character(face + 1).kind <= CharacterClass.lineBreak { end = face + 1 }
    default: break
    }
    emit(start, end)
    return end
  }

  private mutating func number(decimalFrom start: Int) -> Int {
    let end = digits(start + 1)
    emit(start, end)
    return end
  }

  private mutating func markBeyond(from start: Int) -> Int {
    let length = apostrophe(start)
    if length > 0 {
      if apostrophe(start + 3) == 3 {
        emit(start, start + 6)
        return start + 6
      }
      return apostropheMark(from: start, length: length)
    }
    let (scalar, width) = text.scalar(at: start)
    // ‘90s and ‘em: a machine turned the apostrophe the wrong way.
    if scalar == 0x2018 {
      if byte(start + 3) == 0xE2 && byte(start + 4) == 0x80 && byte(start + 5) == 0x98 {
        emit(start, start + 6)
        return start + 6
      }
      return apostropheMark(from: start, length: width)
    }
    emit(start, start + width)
    return start + width
  }

  /// An apostrophe that no word ends before: ’90s, ’em, "Emma"'s, or a quotation mark.
  private mutating func apostropheMark(from start: Int, length: Int) -> Int {
    let after = start + length
    var end = after
    while CharacterClass.isWord(character(end).kind) && end - after < 8 { end += character(end).length }
    let glued = gap == Gap.none && !tokens.isEmpty
    var whole = false
    if !CharacterClass.isWord(character(end).kind), end > after {
      if classes[Int(byte(after))] == CharacterClass.digit {
        let count = digits(after) - after
        let decade = end - after == 3 && byte(end - 1) == UInt8(ascii: "s")
        whole = count == 2 && (decade || end - after == 2 && apostrophe(end) == 0 && !glued)
      } else if glued {
        whole = end - after == 1 && byte(after) == UInt8(ascii: "s")
      } else if apostrophe(end) == 0 || end - after == 1 {
        whole = isClipped(after, end)
      }
    }
    let stop = whole ? end : after
    // rock ’n’ roll: the apostrophe behind belongs to the letter as well.
    let closing = whole && end - after == 1 && !glued ? apostrophe(end) : 0
    emit(start, stop + closing)
    return stop + closing
  }

  private func isClipped(_ start: Int, _ end: Int) -> Bool {
    var small: [UInt8] = []
    for index in start..<end { small.append(text[index] | (text[index] < 0x80 ? 0x20 : 0)) }
    return Vocabulary.shared.facts(of: small.span).contains(.clipped)
  }
}
