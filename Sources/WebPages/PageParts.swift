// Between the tree of a page and its article stand its parts: runs of text that a reader sees as one, with what is known
// of the places where they stand. All that decides about an article looks at these.

/// A run of text that stands for itself: a paragraph, a heading, an entry of a list.
struct PagePart {
  /// The innermost element around it that stands apart.
  var row: Int
  /// In `PageParts.text`; white space is one space, or a line feed where the page has a line break.
  var text: Range<Int>
  /// How many of its bytes are links.
  var linked = 0
  /// How many of its bytes are set off in bold or italics.
  var marked = 0
  /// Full stops and their like that end something.
  var stops = 0
  var commas = 0
  /// Spaces, and the characters of scripts that write none.
  var words = 0
  /// Of all elements around it.
  var traits: PartTraits = []

  var count: Int { text.count }
  var linkShare: Double { count == 0 ? 0 : Double(linked) / Double(count) }

  /// Whether it reads like a paragraph: long, more than links, with a sentence in it, in words.
  var isProse: Bool { count >= 80 && linkShare < 0.4 && (stops > 0 || commas > 1) && words * 16 > count }
}

/// The parts of a page in their order.
struct PageParts {
  let tree: PageTree
  private(set) var text: [UInt8] = []
  private(set) var parts: [PagePart] = []
  /// Of each row, with those of the rows around it.
  private(set) var traits: [PartTraits] = []
  /// Of each row alone.
  private(set) var ownTraits: [PartTraits] = []

  /// Cuts the page into its parts. Linear.
  ///
  /// - Parameter shown: what is read although the page hides it; some hide all until a script has run.
  init(_ tree: PageTree, shown: Hidden = .nothing) {
    self.tree = tree
    text.reserveCapacity(tree.bytes.count / 2)
    ownTraits = Self.ownTraits(tree)
    if shown != .nothing { show(shown) }
    inherit(from: ownTraits)
    cut()
    distrustWrappers()
  }

  func string(_ part: PagePart) -> String { String(decoding: text[part.text], as: UTF8.self) }

  // MARK: traits

  private static func ownTraits(_ tree: PageTree) -> [PartTraits] {
    var all = [PartTraits](repeating: [], count: tree.rowCount)
    for row in all.indices where tree.tags[row] != .text {
      let tag = tree.tags[row]
      var traits = PartTraits(tag: tag)
      // What the whole page is called says nothing of its parts.
      if tag != .html, tag != .body {
        for attribute in [HTMLAttribute.class, .id] {
          if let value = tree.attribute(attribute, of: row), value.count < 1024 {
            traits.formUnion(PartTraits(words: tree.bytes[value]))
          }
        }
      }
      if let role = tree.attribute(.role, of: row) {
        traits.formUnion(PartTraits(role: String(decoding: tree.bytes[role], as: UTF8.self)))
      }
      if let property = tree.attribute(.itemprop, of: row) {
        traits.formUnion(PartTraits(property: String(decoding: tree.bytes[property], as: UTF8.self)))
      }
      if tree.attribute(.hidden, of: row) != nil { traits.insert(.hidden) }
      if let hidden = tree.attribute(.ariaHidden, of: row), tree.bytes[hidden].elementsEqual("true".utf8) {
        traits.insert(.hidden)
      }
      if let style = tree.attribute(.style, of: row), style.count < 1024, Self.hides(tree.bytes[style]) {
        traits.insert(.hidden)
      }
      all[row] = traits
    }
    return all
  }

  /// Whether a style says `display: none` or `visibility: hidden`.
  private static func hides(_ style: ArraySlice<UInt8>) -> Bool {
    let text = String(
      decoding: style.lazy.filter { $0 > 0x20 }.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 },
      as: UTF8.self)
    return text.contains("display:none") || text.contains("visibility:hidden")
  }

  /// How much of what a page hides is read.
  enum Hidden { case nothing, elements, elementsAndNoscript }

  private mutating func show(_ shown: Hidden) {
    for row in ownTraits.indices where ownTraits[row].contains(.hidden) {
      let tag = tree.tags[row]
      if !tag.isSilent || (tag == .noscript && shown == .elementsAndNoscript) {
        ownTraits[row].remove(.hidden)
      }
    }
  }

  private mutating func inherit(from own: [PartTraits]) {
    traits = own
    for row in own.indices.dropFirst() { traits[row].formUnion(traits[Int(tree.parents[row])]) }
  }

  /// A name that could be a wrapper's is believed only of what holds a small part of the page's prose.
  private mutating func distrustWrappers() {
    var prose = [Int](repeating: 0, count: tree.rowCount)
    var total = 0
    for part in parts where part.isProse && !traits[part.row].contains(.hidden) {
      prose[part.row] += part.count
      total += part.count
    }
    for row in prose.indices.dropFirst().reversed() { prose[Int(tree.parents[row])] += prose[row] }
    var isChanged = false
    for row in ownTraits.indices where !ownTraits[row].isDisjoint(with: .doubtful) {
      let share = Double(prose[row])
      guard share > 0.4 * Double(total) else { continue }
      // Readers may write more than the author, but hardly six times as much.
      if ownTraits[row].contains(.comments), share < 0.85 * Double(total) { continue }
      ownTraits[row].subtract(.doubtful)
      isChanged = true
    }
    guard isChanged else { return }
    inherit(from: ownTraits)
    for index in parts.indices { parts[index].traits = traits[parts[index].row] }
  }

  // MARK: text

  private mutating func cut() {
    /// The elements around the row that stand apart, and where they end.
    var blocks: [(row: Int, end: Int)] = [(0, tree.rowCount)]
    var part = PagePart(row: 0, text: 0..<0)
    var isAtSpace = true
    var breaks = 0

    func close(_ parts: inout PageParts) {
      var end = parts.text.count
      while end > part.text.lowerBound, parts.text[end - 1] <= 0x20 { end -= 1 }
      parts.text.removeSubrange(end...)
      if end > part.text.lowerBound {
        part.text = part.text.lowerBound..<end
        part.traits = parts.traits[part.row]
        parts.parts.append(part)
      }
      part = PagePart(row: blocks.last?.row ?? 0, text: parts.text.count..<parts.text.count)
      isAtSpace = true
      breaks = 0
    }

    var row = 0
    while row < tree.rowCount {
      while let last = blocks.last, last.end <= row {
        close(&self)
        blocks.removeLast()
        part.row = blocks.last?.row ?? 0
      }
      let tag = tree.tags[row]
      if tag == .text {
        let around = Int(tree.parents[row])
        // A box that pops up from a word is no part of the sentence.
        if traits[around].contains(.widget), !traits[blocks.last?.row ?? 0].contains(.widget) {
          row += 1
          continue
        }
        let before = text.count
        let stops = append(tree.text(row), &isAtSpace)
        if text.count > before { breaks = 0 }
        part.stops += stops.full
        part.commas += stops.commas
        part.words += stops.words
        if traits[around].contains(.link) { part.linked += text.count - before }
        if isMarked(around) { part.marked += text.count - before }
      } else if tag == .br {
        breaks += 1
        if breaks > 1 {
          close(&self)
          part.row = blocks.last?.row ?? 0
        } else if text.count > part.text.lowerBound {
          if text.last == 0x20 { text.removeLast() }
          text.append(0x0A)
          isAtSpace = true
        }
      } else if traits[row].contains(.hidden) {
        row = Int(tree.ends[row])
        continue
      } else if tag.isBlock || (ownTraits[row].contains(.credit) && traits[row].contains(.caption)) {
        close(&self)
        blocks.append((row, Int(tree.ends[row])))
        part.row = row
      }
      row += 1
    }
    close(&self)
  }

  private func isMarked(_ row: Int) -> Bool {
    switch tree.tags[row] {
    case .b, .strong, .i, .em: true
    default: false
    }
  }

  /// Appends a text with its white space made one space each.
  private mutating func append(_ range: Range<Int>, _ isAtSpace: inout Bool) -> (
    full: Int, commas: Int, words: Int
  ) {
    var full = 0
    var words = 0
    var commas = 0
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = tree.bytes[index]
      if byte <= 0x20 {
        if !isAtSpace {
          text.append(0x20)
          words += 1
        }
        isAtSpace = true
        index += 1
        continue
      }
      if byte == 0xC2, index + 1 < range.upperBound {
        let next = tree.bytes[index + 1]
        if next == 0xA0 {
          // A space that does not break is a space.
          if !isAtSpace { text.append(0x20) }
          isAtSpace = true
          index += 2
          continue
        }
        if next >= 0x80, next < 0xA0 {
          // Written as a number, these mean windows-1252, as in browsers.
          if let scalar = Self.windows1252[Int(next) - 0x80] {
            text.append(contentsOf: Array(String(scalar).utf8))
          }
          isAtSpace = false
          index += 2
          continue
        }
      }
      // Soft hyphens and marks of width zero are not seen.
      if byte == 0xC2, index + 1 < range.upperBound, tree.bytes[index + 1] == 0xAD {
        index += 2
        continue
      }
      if byte == 0xE2, index + 2 < range.upperBound, tree.bytes[index + 1] == 0x80,
        tree.bytes[index + 2] == 0x8B || tree.bytes[index + 2] == 0xAA || tree.bytes[index + 2] == 0xAC
      {
        index += 3
        continue
      }
      if byte >= 0xE3 { words += 1 }
      switch byte {
      case 0x2C: commas += 1
      case 0x2E, 0x21, 0x3F: full += 1
      case 0xE3 where index + 2 < range.upperBound && tree.bytes[index + 1] == 0x80:
        // The stops of Chinese and Japanese.
        if tree.bytes[index + 2] == 0x82 { full += 1 }
        if tree.bytes[index + 2] == 0x81 { commas += 1 }
      case 0xEF where index + 2 < range.upperBound && tree.bytes[index + 1] == 0xBC:
        if tree.bytes[index + 2] == 0x8C { commas += 1 }
        if tree.bytes[index + 2] == 0x81 || tree.bytes[index + 2] == 0x9F { full += 1 }
      case 0xD8 where index + 1 < range.upperBound && tree.bytes[index + 1] == 0x9F,
        0xE0
      where index + 2 < range.upperBound
        && tree.bytes[index + 1] == 0xA5 && tree.bytes[index + 2] == 0xA4:
        full += 1
      default: break
      }
      text.append(byte)
      isAtSpace = false
      index += 1
    }
    return (full, commas, words)
  }

  private static let windows1252: [Character?] = [
    "€", nil, "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", nil, "Ž", nil,
    nil, "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", nil, "ž", "Ÿ",
  ]
}
