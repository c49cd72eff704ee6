// Learns from the treebanks how endings change: rules by ending and tag, and the words that break them.

import TextAnalysis

struct LemmaTraining {
  private var scripts: [LemmaScript] = []
  private var entries: [UInt32: UInt16] = [:]

  init(_ sentences: [GoldSentence], tags: FineTags) {
    struct Entry: Hashable {
      var letters: [UInt8]
      var tag: Int
    }
    var seen: [Entry: [LemmaScript: Int]] = [:]
    for word in sentences.lazy.flatMap(\.words) {
      let letters = Lemmatiser.letters(Spelling.lower(word.form)[...])
      guard let script = LemmaScript(from: letters, to: Spelling.lower(word.lemma)) else { continue }
      seen[Entry(letters: letters, tag: tags.number(word)), default: [:]][script, default: 0] += 1
    }

    // Every distinct word votes once on what its endings do, however often it was seen.
    var votes: [Entry: [LemmaScript: Int]] = [:]
    var decisions: [Entry: LemmaScript] = [:]
    for (entry, counts) in seen {
      let script = Self.most(counts)
      decisions[entry] = script
      for length in 0...min(Lemmatiser.longestEnding, entry.letters.count) {
        votes[Entry(letters: Array(entry.letters.suffix(length)), tag: entry.tag), default: [:]][
          script, default: 0] += 1
      }
    }

    var rules: [Entry: LemmaScript] = [:]
    func rule(for letters: [UInt8], tag: Int, shorterThan limit: Int) -> LemmaScript? {
      for length in stride(from: min(limit - 1, letters.count), through: 0, by: -1) {
        if let rule = rules[Entry(letters: Array(letters.suffix(length)), tag: tag)] { return rule }
      }
      return nil
    }
    func isBefore(_ a: Entry, _ b: Entry) -> Bool {
      (a.letters.count, a.tag) != (b.letters.count, b.tag)
        ? (a.letters.count, a.tag) < (b.letters.count, b.tag) : a.letters.lexicographicallyPrecedes(b.letters)
    }
    for entry in votes.keys.sorted(by: isBefore) {
      guard let counts = votes[entry] else { continue }
      let script = Self.most(counts)
      let isFirst = entry.letters.isEmpty
      guard isFirst || counts[script, default: 0] >= 2,
        rule(for: entry.letters, tag: entry.tag, shorterThan: entry.letters.count) != script
      else { continue }
      rules[entry] = script
    }

    var numbers: [LemmaScript: UInt16] = [:]
    func add(_ key: UInt32, _ script: LemmaScript) {
      if numbers[script] == nil {
        numbers[script] = UInt16(scripts.count)
        scripts.append(script)
      }
      entries[key] = numbers[script]
    }
    for entry in rules.keys.sorted(by: isBefore) {
      if let script = rules[entry] {
        add(Lemmatiser.key(entry.letters, ending: entry.letters.count, tag: UInt8(entry.tag)), script)
      }
    }
    for entry in decisions.keys.sorted(by: isBefore) {
      guard let script = decisions[entry],
        rule(for: entry.letters, tag: entry.tag, shorterThan: Lemmatiser.longestEnding + 1) != script
      else { continue }
      add(Lemmatiser.key(entry.letters, ending: nil, tag: UInt8(entry.tag)), script)
    }
    File.note(
      "lemmas: \(rules.count) rules, \(entries.count - rules.count) exceptions, \(scripts.count) scripts")
  }

  /// The most frequent script; of equals the one that keeps most of the word.
  private static func most(_ counts: [LemmaScript: Int]) -> LemmaScript {
    counts.reduce(counts.first!) { best, next in
      best.value != next.value
        ? (best.value > next.value ? best : next) : (best.key.order <= next.key.order ? best : next)
    }.key
  }

  func write(into writer: inout ModelWriter) {
    let keys = entries.keys.sorted()
    writer.add("lemk", keys)
    writer.add("lems", keys.map { entries[$0] ?? 0 })
    writer.add("scrp", scripts)
  }
}
