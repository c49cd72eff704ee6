// Finds names by their capitals. The difficulty is the first word of a sentence, which always has
// one, and headlines, where every word has: there a word counts as a name's only when the article
// uses it with a capital elsewhere and never without.

import Articles

/// A name with what stands before it.
struct NameSpan {
  /// The name alone.
  var name: Range<Int>
  /// With titles and roles.
  var full: Range<Int>
  var sentence: Int
  var hasTitle = false
  var gender = Entities.Gender.unknown
  /// The lower-case nouns that say what the person is: `president`.
  var roles: [String] = []
  /// `Ukrainian` before a title or role.
  var demonym: String?
}

struct NameFinder {
  private let analysis: Analysis
  /// Words that the article uses without a capital, and with one inside a sentence.
  private var usedSmall: [Bool]
  private var usedCapital: [Bool]
  private var isHeadline: [Bool]

  init(_ analysis: Analysis) {
    self.analysis = analysis
    usedSmall = [Bool](repeating: false, count: analysis.words.count)
    usedCapital = usedSmall
    isHeadline = [Bool](repeating: false, count: analysis.sentences.count)
  }

  /// Every name of the article in text order. O(tokens).
  mutating func run() -> [NameSpan] {
    survey()
    var names: [NameSpan] = []
    for sentence in 0..<analysis.sentences.count {
      let reader = SentenceReader(analysis, sentence)
      var token = reader.range.lowerBound
      var floor = token
      while token < reader.range.upperBound {
        guard isNameWord(reader, token, sentence) else {
          token += 1
          continue
        }
        let end = self.end(reader, token, sentence)
        for name in split(reader, token..<end, sentence, floor) { names.append(name) }
        floor = end
        token = end
      }
    }
    return names
  }

  private mutating func survey() {
    let tokens = analysis.tokens
    for sentence in 0..<analysis.sentences.count {
      let range = analysis.sentences.tokens(sentence)
      var capitals = 0, smalls = 0, shouted = 0
      for token in range.dropFirst() {
        switch Shape(rawValue: tokens.shape[token]) {
        case .capitalised: capitals += 1
        case .upper: shouted += 1
        case .lower where tokens.end[token] - tokens.start[token] > 3: smalls += 1
        default: break
        }
      }
      let last = range.isEmpty ? 0 : analysis.article.text[Int(tokens.end[range.upperBound - 1]) - 1]
      let stopped = last == UInt8(ascii: ".") || last == UInt8(ascii: "!") || last == UInt8(ascii: "?")
      let paragraph = Int(analysis.sentences.paragraph[sentence])
      let marked = analysis.paragraphs.region(paragraph) == .headline
      let titled = (!stopped || marked) && capitals + shouted >= 3 && capitals + shouted > smalls * 3
      isHeadline[sentence] = titled || shouted >= 2 && smalls + capitals == 0
      for token in range {
        let word = Int(tokens.lower[token])
        switch Shape(rawValue: tokens.shape[token]) {
        case .lower: usedSmall[word] = true
        case .capitalised, .mixed, .upper:
          let first = token == range.lowerBound || opensSentence(token - 1)
          if !first && !isHeadline[sentence] { usedCapital[word] = true }
        default: break
        }
      }
    }
  }

  /// Marks after which a capital says nothing.
  private func opensSentence(_ token: Int) -> Bool {
    analysis.tokens.shape[token] == Shape.punctuation.rawValue && !analysis.isComma(token)
      && !analysis.isHyphenMark(token)
  }

  private func isNameWord(_ reader: SentenceReader, _ token: Int, _ sentence: Int) -> Bool {
    guard reader.isCapital(token) else { return false }
    let facts = reader.facts(token)
    let word = Int(analysis.tokens.lower[token])
    let first = token == reader.range.lowerBound || opensSentence(token - 1)
    let shape = reader.shape(token)
    if reader.isWord(token, "i") || !facts.isDisjoint(with: [.month, .weekday]) && !isNamed(reader, token) {
      return false
    }
    if analysis.tokens.end[token] - analysis.tokens.start[token] == 1, !first, !reader.isCapital(token + 1) {
      return false
    }
    if isHeadline[sentence] { return usedCapital[word] && !facts.contains(.starter) }
    if shape == .upper || shape == .mixed {
      // A shouted word is no name.
      return !(facts.contains(.starter) || facts.contains(.common))
        || facts.contains(.place) && shape == .upper && !reader.isWord(token, "it")
    }
    if !facts.isDisjoint(with: [.maleName, .femaleName]), reader.isCapital(token + 1) {
      return !facts.contains(.starter)
    }
    if facts.contains(.title), reader.isCapital(token + 1) { return true }
    guard first else {
      return !facts.contains(.starter)
        || reader.isCapital(token + 1) && !facts.contains(.common) && usedCapital[word] && !usedSmall[word]
    }
    if !facts.isDisjoint(with: [.starter, .common]) { return false }
    if !facts.isDisjoint(with: [.place, .demonym]) { return true }
    if usedSmall[word] { return facts.contains(.organisation) && reader.isCapital(token + 1) }
    return usedCapital[word] || reader.isCapital(token + 1) && !reader.facts(token + 1).contains(.starter)
  }

  /// `Theresa May`: a month after a given name.
  private func isNamed(_ reader: SentenceReader, _ token: Int) -> Bool {
    !reader.facts(token - 1).isDisjoint(with: [.maleName, .femaleName]) && reader.isCapital(token - 1)
      || reader.facts(token - 1).contains(.title) && reader.isCapital(token - 1)
  }

  /// The end of the run of name words that begins at `start`.
  private func end(_ reader: SentenceReader, _ start: Int, _ sentence: Int) -> Int {
    var end = start + 1
    while end < reader.range.upperBound, end - start < 14 {
      if isInner(reader, end, sentence) {
        end += 1
        continue
      }
      // Hyphens, Bosch & Sons, van der Berg, Bank of Norva
      var next = end
      if reader.isHyphen(end), reader.isGlued(end), reader.isGlued(end + 1),
        isInner(reader, end + 1, sentence)
      {
        end += 2
        continue
      }
      if reader.isWord(end, "&"), isInner(reader, end + 1, sentence) {
        end += 2
        continue
      }
      while reader.facts(next).contains(.particle), reader.shape(next) == .lower, next - end < 3 { next += 1 }
      if next > end, isInner(reader, next, sentence) {
        end = next + 1
        continue
      }
      guard let join = joined(reader, start, end), isInner(reader, join, sentence) else { break }
      end = join + 1
    }
    // A suffix that is set off: Acme, Inc.
    if reader.isWord(end, ","), reader.facts(end + 1).contains(.nameSuffix), reader.isCapital(end + 1) {
      end += 2
    }
    return end
  }

  /// Where the name goes on after `of`, `for` or `and` at `token`; nil when it does not.
  private func joined(_ reader: SentenceReader, _ start: Int, _ token: Int) -> Int? {
    let word = reader.word(token)
    let headed = (start..<token).contains { reader.facts($0).contains(.organisation) && reader.isCapital($0) }
    switch word {
    case "of":
      guard
        headed || reader.facts(token - 1).contains(.title) || reader.isWord(token - 1, "republic")
          || reader.isWord(token - 1, "bay")
      else { return nil }
      return reader.isWord(token + 1, "the") ? token + 2 : token + 1
    case "for": return headed ? (reader.isWord(token + 1, "the") ? token + 2 : token + 1) : nil
    case "and" where !headed || !reader.facts(token - 1).contains(.organisation):
      // the Oversight and Reform Committee
      if endsInOrganisation(reader, token + 1),
        reader.facts(token - 1).isDisjoint(with: [.place, .demonym, .maleName, .femaleName, .title]),
        reader.facts(start).isDisjoint(with: [.maleName, .femaleName]),
        !reader.facts(token - 1).contains(.organisation)
      {
        return token + 1
      }
      fallthrough
    case "and":
      let of = (start..<token).contains { reader.isWord($0, "of") || reader.isWord($0, "for") }
      return headed && of && reader.facts(token + 1).isDisjoint(with: [.title, .maleName, .femaleName])
        ? token + 1 : nil
    default: return nil
    }
  }

  private func endsInOrganisation(_ reader: SentenceReader, _ start: Int) -> Bool {
    var token = start
    while reader.isCapital(token), token - start < 6 { token += 1 }
    return token - start >= 2 && reader.facts(token - 1).contains(.organisation)
      && (token - start >= 3 || reader.facts(start).isDisjoint(with: .organisation))
  }

  private func isInner(_ reader: SentenceReader, _ token: Int, _ sentence: Int) -> Bool {
    guard reader.range.contains(token) else { return false }
    if reader.shape(token) == .alphanumeric { return reader.spelling(token).first?.isUppercase ?? false }
    guard reader.isCapital(token) else { return false }
    let facts = reader.facts(token)
    if !facts.isDisjoint(with: [.month, .weekday]) { return isNamed(reader, token) }
    if reader.isWord(token, "i") { return false }
    if isHeadline[sentence] {
      return usedCapital[Int(analysis.tokens.lower[token])] && !facts.contains(.starter)
    }
    return !facts.contains(.starter) || reader.isWord(token, "will") || reader.shape(token) == .upper
  }

  // MARK: Titles and roles

  /// The names in a run of capitals: `US President Ann Lee` is a place and a person.
  private func split(_ reader: SentenceReader, _ run: Range<Int>, _ sentence: Int, _ floor: Int) -> [NameSpan]
  {
    var names: [NameSpan] = []
    // The last title in the run that a name follows.
    var title: Int?
    for token in run.dropLast() where reader.facts(token).contains(.title) && isTitle(reader, token, run) {
      title = token
    }
    if title == nil || reader.isWord((title ?? 0) + 1, "of"), let person = behindOffice(reader, run) {
      var name = NameSpan(name: person..<run.upperBound, full: run, sentence: sentence, hasTitle: true)
      describe(&name, reader, run.lowerBound..<person)
      return [name]
    }
    guard let title else {
      // Demonyms alone name nobody, and do not begin a person's name.
      var first = run.lowerBound
      while first < run.upperBound, reader.facts(first).contains(.demonym),
        !continuesOrganisation(reader, first, run)
      { first += 1 }
      guard first < run.upperBound else { return [] }
      if run.count == 1, reader.facts(first).contains(.title), !reader.facts(first).contains(.organisation),
        !reader.facts(first).contains(.maleName)
      {
        return []
      }
      var name = NameSpan(name: first..<run.upperBound, full: first..<run.upperBound, sentence: sentence)
      takeRole(&name, reader, floor, &names)
      names.append(name)
      return names
    }
    var name = NameSpan(
      name: title + 1..<run.upperBound, full: title..<run.upperBound, sentence: sentence, hasTitle: true)
    var first = title
    while first > run.lowerBound,
      isTitle(reader, first - 1, run) || reader.isHyphen(first - 1)
        || reader.facts(first - 1).contains(.roleModifier)
    { first -= 1 }
    describe(&name, reader, first..<title + 1)
    name.full = first..<run.upperBound
    if first > run.lowerBound {
      let before = run.lowerBound..<first
      name.full = run.lowerBound..<run.upperBound
      if reader.facts(first - 1).contains(.demonym) {
        name.demonym = reader.word(first - 1)
      } else {
        names.append(NameSpan(name: before, full: before, sentence: sentence))
      }
    } else {
      takeRole(&name, reader, floor, &names)
    }
    names.append(name)
    return names
  }

  /// `Arab League`, `British Airways`: a demonym that belongs to the name, unless a person's begins behind it.
  private func continuesOrganisation(_ reader: SentenceReader, _ token: Int, _ run: Range<Int>) -> Bool {
    guard token + 1 < run.upperBound else { return false }
    return reader.facts(token + 1).isDisjoint(with: [.maleName, .femaleName, .demonym])
  }

  /// Where the person's name begins in `Secretary of State Ann Lee`, nil where there is no such office.
  private func behindOffice(_ reader: SentenceReader, _ run: Range<Int>) -> Int? {
    guard reader.facts(run.lowerBound).contains(.title), run.count > 4,
      let of = run.first(where: { reader.isWord($0, "of") || reader.isWord($0, "for") })
    else {
      return nil
    }
    return (of + 2..<max(of + 2, run.upperBound - 1)).first {
      !reader.facts($0).isDisjoint(with: [.maleName, .femaleName]) && run.upperBound - $0 <= 4
    }
  }

  private func isTitle(_ reader: SentenceReader, _ token: Int, _ run: Range<Int>) -> Bool {
    guard reader.facts(token).contains(.title), token + 1 < run.upperBound else { return false }
    // “Prime Minister of Norva”, “Home Office”, “Justice Department”: no title of a name that follows.
    let rest = token + 1..<run.upperBound
    if rest.contains(where: { reader.facts($0).contains(.organisation) && !reader.facts($0).contains(.title) }
    ) {
      return false
    }
    return !reader.isWord(token + 1, "of") && !reader.isWord(token + 1, "for")
  }

  private func describe(_ name: inout NameSpan, _ reader: SentenceReader, _ words: Range<Int>) {
    for token in words {
      let facts = reader.facts(token)
      if facts.contains(.male) { name.gender = .male }
      if facts.contains(.female) { name.gender = .female }
      if facts.contains(.role) { name.roles.append(reader.word(token)) }
    }
  }

  /// Takes in a role in small letters before the name: `State Department spokeswoman`.
  private func takeRole(
    _ name: inout NameSpan, _ reader: SentenceReader, _ floor: Int, _ names: inout [NameSpan]
  ) {
    var first = name.full.lowerBound
    guard reader.facts(first - 1).contains(.role), reader.shape(first - 1) == .lower, first - 1 >= floor,
      !reader.facts(name.name.lowerBound).contains(.demonym),
      !(reader.isHyphen(first - 2) && reader.isGlued(first - 1)),
      !name.name.allSatisfy({ reader.facts($0).contains(.place) })
    else { return }
    first -= 1
    while first - 1 >= floor, reader.shape(first - 1) == .lower || reader.isHyphen(first - 1),
      !reader.facts(first - 1).isDisjoint(with: [.roleModifier, .role])
        || reader.isHyphen(first - 1) && reader.isGlued(first - 1)
    {
      first -= 1
    }
    describe(&name, reader, first..<name.full.lowerBound)
    // The run of capitals right before belongs to the role; it is a name of its own already.
    var lead = first
    while lead - 1 >= reader.range.lowerBound, reader.isCapital(lead - 1),
      !reader.facts(lead - 1).contains(.starter)
    {
      lead -= 1
    }
    if lead < first, reader.facts(first - 1).contains(.demonym) { name.demonym = reader.word(first - 1) }
    name.full = lead..<name.full.upperBound
    name.hasTitle = true
  }
}

extension Analysis {
  func isComma(_ token: Int) -> Bool { article.text[Int(tokens.start[token])] == UInt8(ascii: ",") }
  func isHyphenMark(_ token: Int) -> Bool { article.text[Int(tokens.start[token])] == UInt8(ascii: "-") }
}
