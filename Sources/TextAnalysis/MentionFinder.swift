// Joins the mentions of one entity. First version, and careful: a wrong link costs a rule more than
// a missing one, so pronouns look back a few sentences only, and roles need a known bearer.

import Articles

struct MentionFinder {
  struct Entity {
    var name: String
    var kind: Entities.Kind
    var gender: Entities.Gender
    var roles: [String] = []
    var demonym: String?
    /// Words of the fullest name, in lower case.
    var words: [String]
    /// How often the whole article uses the name's last word.
    var uses = 0
  }

  struct Mention {
    var tokens: Range<Int>
    var head: Int
    var kind: Mentions.Kind
    var entity: Int
    var sentence: Int
    var isSubject = false
  }

  /// How many sentences a pronoun looks back.
  static let pronounWindow = 4

  private let analysis: Analysis
  private var entities: [Entity] = []
  private var mentions: [Mention] = []
  /// Entities by their name or an alias in lower case, persons by their last word.
  private var byName: [String: Int] = [:]
  private var bySurname: [String: Int] = [:]
  private var uses: [String: Int] = [:]
  /// People without a name with whom a sentence begins: `The player's agent said …`. A pronoun may be theirs.
  private var strangers: [(token: Int, sentence: Int, gender: Entities.Gender)] = []

  init(_ analysis: Analysis) { self.analysis = analysis }

  mutating func run() -> (entities: [Entity], mentions: [Mention]) {
    var finder = NameFinder(analysis)
    let names = finder.run()
    for name in names {
      let last = analysis.words.string(analysis.tokens.lower[name.name.upperBound - 1])
      uses[last, default: 0] += 1
    }
    var next = 0
    for sentence in 0..<analysis.sentences.count {
      let reader = SentenceReader(analysis, sentence)
      var token = reader.range.lowerBound
      while token < reader.range.upperBound {
        while next < names.count, names[next].full.lowerBound <= token, names[next].sentence <= sentence {
          add(names[next], reader)
          next += 1
        }
        if !isInside(token) { refer(reader, token, sentence) }
        token += 1
      }
    }
    return (entities, mentions)
  }

  private func isInside(_ token: Int) -> Bool { mentions.last.map { $0.tokens.contains(token) } ?? false }

  // MARK: Names

  private mutating func add(_ span: NameSpan, _ reader: SentenceReader) {
    var range = span.name
    while range.count > 1,
      reader.facts(range.upperBound - 1).contains(.nameSuffix) || reader.isWord(range.upperBound - 1, ",")
    {
      range = range.lowerBound..<range.upperBound - 1
    }
    let words = range.map { reader.word($0) }.filter { $0 != "." }
    let kind = kind(span, range, reader)
    var gender = span.gender
    if kind == .person, gender == .unknown, words.count > 1 || span.hasTitle {
      gender = givenGender(reader.facts(range.lowerBound))
    }
    let entity: Int
    if let known = known(words, kind, gender, span) {
      entity = known
      update(entity, range, words, gender, span, reader)
    } else {
      entity = entities.count
      entities.append(
        Entity(
          name: text(range), kind: kind, gender: gender, roles: span.roles, demonym: span.demonym,
          words: words, uses: uses[words.last ?? ""] ?? 0))
    }
    register(entity, words, range, reader)
    mentions.append(
      Mention(
        tokens: span.full, head: range.upperBound - 1, kind: .name, entity: entity, sentence: span.sentence,
        isSubject: isSubject(span.full, reader)))
  }

  private func text(_ range: Range<Int>) -> String {
    let tokens = analysis.tokens
    return analysis.article.line(
      TextSpan(tokens.start[range.lowerBound], tokens.end[range.upperBound - 1]))
  }

  private func givenGender(_ facts: WordFacts) -> Entities.Gender {
    switch (facts.contains(.maleName), facts.contains(.femaleName)) {
    case (true, false): .male
    case (false, true): .female
    default: .unknown
    }
  }

  private func kind(_ span: NameSpan, _ range: Range<Int>, _ reader: SentenceReader) -> Entities.Kind {
    let first = reader.facts(range.lowerBound), last = reader.facts(range.upperBound - 1)
    if span.hasTitle { return .person }
    let given = !first.isDisjoint(with: [.maleName, .femaleName])
    let organised = range.contains { reader.facts($0).contains(.organisation) }
    if given, range.count > 1, range.count < 5, !organised { return .person }
    if organised { return .organisation }
    if range.count == 1, first.contains(.place) { return .place }
    if reader.word(span.name.upperBound - 1) != reader.word(range.upperBound - 1),
      last.isDisjoint(with: .place)
    {
      return isCorporate(reader, span) ? .organisation : .person
    }
    if range.count == 1 {
      if given || bySurname[reader.word(range.lowerBound)] != nil { return .person }
      return reader.shape(range.lowerBound) == .upper ? .organisation : .other
    }
    if first.contains(.place) || last.contains(.place) { return .place }
    if range.contains(where: {
      reader.isWord($0, "of") || reader.isWord($0, "the") || reader.isWord($0, "and")
    }) {
      return .organisation
    }
    // Two or three capitals that are neither: a person, when their age or speech stands beside them.
    let after = span.name.upperBound
    let speaks =
      reader.facts(after).contains(.saying) || reader.facts(span.full.lowerBound - 1).contains(.saying)
      || reader.isWord(after, ",")
        && (reader.shape(after + 1) == .number || reader.isWord(after + 1, "who")
          || roleFollows(reader, after + 1))
    if !last.isDisjoint(with: [.thing, .demonym]) { return .other }
    let initial = range.count == 3 && reader.word(range.lowerBound + 1).hasSuffix(".")
    let introduced =
      reader.isWord(span.full.lowerBound - 1, ",") && reader.facts(span.full.lowerBound - 2).contains(.role)
    return range.count <= 4 && (speaks || initial || introduced) ? .person : .other
  }

  private func roleFollows(_ reader: SentenceReader, _ token: Int) -> Bool {
    for at in token..<token + 5 {
      if reader.facts(at).contains(.role), reader.shape(at) == .lower { return true }
      if reader.shape(at) == .punctuation { return false }
    }
    return false
  }

  private func isCorporate(_ reader: SentenceReader, _ span: NameSpan) -> Bool {
    ["inc", "inc.", "corp", "corp.", "ltd", "ltd.", "llc", "plc", "co", "co."].contains(
      reader.word(span.name.upperBound - 1))
  }

  /// The entity that a name means, nil for a new one.
  private func known(_ words: [String], _ kind: Entities.Kind, _ gender: Entities.Gender, _ span: NameSpan)
    -> Int?
  {
    if let exact = byName[words.joined(separator: " ")], fits(exact, gender) { return exact }
    guard let last = words.last, kind == .person || kind == .other else { return nil }
    guard let entity = bySurname[last], entities[entity].kind == .person || entities[entity].kind == .other,
      fits(entity, gender)
    else { return nil }
    let other = entities[entity].words
    if words.count == 1 || other.count == 1 { return entity }
    // Joseph R. Lund and Joseph Lund; J. Lund and Joseph Lund
    guard let a = words.first, let b = other.first else { return nil }
    if a == b { return entity }
    let short = a.count < b.count ? a : b, long = a.count < b.count ? b : a
    return short.count == 2 && short.hasSuffix(".") && long.hasPrefix(short.dropLast()) ? entity : nil
  }

  private func fits(_ entity: Int, _ gender: Entities.Gender) -> Bool {
    gender == .unknown || entities[entity].gender == .unknown || entities[entity].gender == gender
  }

  private mutating func update(
    _ entity: Int, _ range: Range<Int>, _ words: [String], _ gender: Entities.Gender, _ span: NameSpan,
    _ reader: SentenceReader
  ) {
    if words.count > entities[entity].words.count, entities[entity].kind != .organisation || words.count <= 6
    {
      entities[entity].name = text(range)
      entities[entity].words = words
    }
    if entities[entity].gender == .unknown { entities[entity].gender = gender }
    // Two words shortened to the last: only persons are called so.
    if entities[entity].kind == .other, words.count == 1, entities[entity].words.count > 1,
      entities[entity].words.last == words.first,
      reader.facts(range.lowerBound).isDisjoint(with: [.thing, .place, .organisation, .demonym])
    {
      entities[entity].kind = .person
    }
    if entities[entity].kind == .other, span.hasTitle || words.count > 1 && gender != .unknown {
      entities[entity].kind = .person
    }
    for role in span.roles.prefix(4)
    where !entities[entity].roles.contains(role) && entities[entity].roles.count < 8 {
      entities[entity].roles.append(role)
    }
    if entities[entity].demonym == nil { entities[entity].demonym = span.demonym }
  }

  private mutating func register(
    _ entity: Int, _ words: [String], _ range: Range<Int>, _ reader: SentenceReader
  ) {
    byName[words.joined(separator: " ")] = entity
    let kind = entities[entity].kind
    if kind == .person || kind == .other, let last = words.last { bySurname[last] = entity }
    if kind == .person, words.count > 1, let first = words.first, !first.hasSuffix("."), byName[first] == nil
    {
      byName[first] = entity
    }
    guard kind == .organisation || kind == .other, words.count > 1 else { return }
    // The acronym is known by its letters, or because brackets introduce it.
    let initials = words.filter { !["of", "the", "and", "for", "on", "&", "-"].contains($0) }.compactMap(
      \.first)
    if initials.count >= 3 { byName[String(initials), default: entity] = byName[String(initials)] ?? entity }
    let after = range.upperBound
    if reader.isWord(after, "("), reader.shape(after + 1) == .upper, reader.isWord(after + 2, ")") {
      byName[reader.word(after + 1)] = entity
    }
    // Acme for Acme Inc. and Acme Group
    if let first = words.first, words.count == 2, reader.facts(range.upperBound - 1).contains(.organisation),
      byName[first] == nil,
      reader.facts(range.lowerBound).isDisjoint(with: [
        .place, .demonym, .organisation, .common, .title, .role,
      ])
    {
      byName[first] = entity
    }
  }

  // MARK: Pronouns and roles

  private mutating func refer(_ reader: SentenceReader, _ token: Int, _ sentence: Int) {
    let facts = reader.facts(token)
    let shape = reader.shape(token)
    guard shape == .lower || shape == .capitalised else { return }
    if !facts.isDisjoint(with: [.male, .female]), Self.pronouns.contains(reader.word(token)) {
      let gender: Entities.Gender = facts.contains(.male) ? .male : .female
      guard !isQuoted(token), let (entity, distance) = person(gender, before: token, sentence),
        !isStranger(gender, before: token, sentence, nearerThan: distance)
      else { return }
      if entities[entity].gender == .unknown {
        entities[entity].gender = facts.contains(.male) ? .male : .female
      }
      if entities[entity].kind == .other { entities[entity].kind = .person }
      mentions.append(
        Mention(
          tokens: token..<token + 1, head: token, kind: .pronoun, entity: entity, sentence: sentence,
          isSubject: reader.isWord(token, "he") || reader.isWord(token, "she")))
    } else if token == reader.range.lowerBound, reader.isWord(token, "it"),
      Self.afterIt.contains(reader.word(token + 1)),
      let (entity, _) = thing(before: token, sentence)
    {
      mentions.append(
        Mention(
          tokens: token..<token + 1, head: token, kind: .pronoun, entity: entity, sentence: sentence,
          isSubject: true))
    } else if reader.isWord(token, "the") {
      role(reader, token, sentence)
    } else if facts.contains(.role), shape == .lower {
      stranger(reader, token, sentence)
    }
  }

  private static let pronouns: Set<String> = ["he", "him", "his", "himself", "she", "her", "hers", "herself"]
  /// Verbs that an empty `it` seldom has.
  private static let afterIt: Set<String> = [
    "has", "had", "said", "says", "also", "added", "denied", "plans", "announced", "wants", "did", "accused",
  ]

  /// In a longer quotation a pronoun is its speaker's, whose view we do not have.
  private func isQuoted(_ token: Int) -> Bool {
    let row = Int(analysis.quotations.ofToken[token])
    return row >= 0 && analysis.quotations.wordCount(row) > 3
  }

  /// The person that a pronoun means: the first of its own sentence before it, else the first of the
  /// nearest sentence before, which is its subject more often than not.
  private func person(_ gender: Entities.Gender, before token: Int, _ sentence: Int) -> (
    entity: Int, distance: Int
  )? {
    search(before: token, sentence, Self.pronounWindow) { row in
      let entity = entities[row]
      return isPersonal(row) && (entity.gender == gender || entity.gender == .unknown)
    }
  }

  /// A person, or a single name that the article keeps using.
  private func isPersonal(_ row: Int) -> Bool {
    let entity = entities[row]
    if entity.kind == .person { return true }
    return entity.kind == .other && entity.words.count == 1 && entity.uses >= 3
  }

  private func thing(before token: Int, _ sentence: Int) -> (entity: Int, distance: Int)? {
    search(before: token, sentence, 1) { entities[$0].kind == .organisation || entities[$0].kind == .place }
  }

  /// The accepted entity whose mention is nearest in sentences. One that cannot be a subject (after a
  /// preposition, with a possessive), or is a person only perhaps, counts as further away, one that the
  /// article speaks of often as nearer; of equals the leftmost is taken.
  private func search(before token: Int, _ sentence: Int, _ window: Int, _ accepts: (Int) -> Bool) -> (
    entity: Int, distance: Int
  )? {
    var best: (distance: Int, start: Int, entity: Int)?
    var index = mentions.count - 1
    let floor = max(0, mentions.count - 64)
    while index >= floor, mentions[index].sentence >= sentence - window {
      let mention = mentions[index]
      index -= 1
      guard mention.tokens.upperBound <= token, !isQuoted(mention.head), accepts(mention.entity) else {
        continue
      }
      let entity = entities[mention.entity]
      var distance = (sentence - mention.sentence) * 4 + (mention.isSubject ? 0 : 6)
      if entity.gender == .unknown { distance += 2 }
      if entity.kind == .other { distance += 4 }
      distance -= min(entity.uses, 9) / 3
      if let best, (best.distance, best.start) <= (distance, mention.tokens.lowerBound) { continue }
      best = (distance, mention.tokens.lowerBound, mention.entity)
    }
    return best.map { ($0.entity, $0.distance) }
  }

  /// Notes a person without a name with whom the sentence begins.
  private mutating func stranger(_ reader: SentenceReader, _ token: Int, _ sentence: Int) {
    let first = reader.range.lowerBound
    guard token - first <= 5, !reader.isCapital(token + 1), !reader.facts(token + 1).contains(.role),
      (first..<token).allSatisfy({
        !Self.prepositions.contains(reader.word($0))
          && (reader.shape($0) != .punctuation || reader.word($0).hasSuffix("s"))
      })
    else { return }
    let facts = reader.facts(token)
    strangers.append(
      (token, sentence, facts.contains(.male) ? .male : facts.contains(.female) ? .female : .unknown))
  }

  /// Whether a person without a name is nearer to a pronoun than the named one at `distance`, as `search` counts it: then
  /// nobody is meant for sure, and a wrong name costs more than none.
  private func isStranger(
    _ gender: Entities.Gender, before token: Int, _ sentence: Int, nearerThan distance: Int
  ) -> Bool {
    guard let last = strangers.last(where: { $0.token < token }),
      last.sentence >= sentence - Self.pronounWindow,
      last.gender == gender || last.gender == .unknown
    else { return false }
    return (sentence - last.sentence) * 4 + (last.gender == .unknown ? 2 : 0) < distance
  }

  /// Whether a mention may be the subject of its clause.
  private func isSubject(_ tokens: Range<Int>, _ reader: SentenceReader) -> Bool {
    let after = reader.word(tokens.upperBound)
    if after == "'s" || after == "'" || after == "’" { return false }
    var before = tokens.lowerBound - 1
    if ["the", "a", "an"].contains(reader.word(before)) { before -= 1 }
    return !Self.prepositions.contains(reader.word(before))
  }

  private static let prepositions: Set<String> = [
    "of", "with", "by", "to", "from", "in", "for", "on", "at", "against", "about", "into", "over", "under",
    "near", "like", "than",
    "between", "toward", "towards", "upon", "via", "including", "behind", "beside", "around", "across",
    "through", "without", "alongside",
  ]

  /// `the mayor`, `the Ukrainian leader`: somebody whom the article introduced as such.
  private mutating func role(_ reader: SentenceReader, _ token: Int, _ sentence: Int) {
    var at = token + 1
    var demonym: String?
    if reader.facts(at).contains(.demonym), reader.isCapital(at) {
      demonym = reader.word(at)
      at += 1
    }
    while reader.facts(at).contains(.roleModifier), reader.shape(at) == .lower,
      reader.facts(at + 1).contains(.role), at - token < 4
    { at += 1 }
    let facts = reader.facts(at)
    guard facts.contains(.role), reader.shape(at) == .lower, !reader.facts(at + 1).contains(.role),
      !reader.isCapital(at + 1),
      !reader.isWord(at + 1, "of"), !reader.isWord(at + 1, "who")
    else { return }
    let word = reader.word(at)
    let gender: Entities.Gender = facts.contains(.male) ? .male : facts.contains(.female) ? .female : .unknown
    var found: Int?
    var index = mentions.count - 1
    let floor = max(0, mentions.count - 64)
    while index >= floor {
      let entity = mentions[index].entity
      index -= 1
      let row = entities[entity]
      guard row.kind == .person, fits(entity, gender),
        demonym == nil || row.demonym == nil || row.demonym == demonym
      else { continue }
      let same =
        row.roles.contains(word)
        || facts.contains(.leader) && word == "leader" && row.roles.contains { Self.leaders.contains($0) }
      guard same else { continue }
      if let found, found != entity { return }  // two who could be meant
      found = entity
    }
    guard let found else { return }
    mentions.append(
      Mention(
        tokens: token..<at + 1, head: at, kind: .role, entity: found, sentence: sentence,
        isSubject: isSubject(token..<at + 1, reader)))
  }

  private static let leaders: Set<String> = [
    "president", "minister", "chancellor", "premier", "king", "queen", "leader",
  ]
}
