// Reads the treebanks: CoNLL-U, the format of Universal Dependencies.

import Articles
import TextAnalysis

/// A word of a treebank with what people said about it.
struct GoldWord {
  var form: [UInt8]
  var lemma: [UInt8]
  var part: PartOfSpeech
  /// `VBD` and the like.
  var fine: String
  /// Row of the head in the sentence, -1 for the root.
  var head: Int
  /// As written, with subtype.
  var relation: String
  var dependency: Dependency
  /// Whether the text goes on without a space after this word; within `don't` true too.
  var isGlued: Bool
}

struct GoldSentence {
  var words: [GoldWord] = []
  /// The sentence as it stands in the text.
  var text: [UInt8] = []
  /// Words that are written as one and do not simply follow each other in it, like `wanna` for `want to`.
  var merged: [(words: Range<Int>, surface: [UInt8])] = []
  /// Whether the sentence begins a paragraph or a document.
  var beginsParagraph = false
  var beginsDocument = false
}

enum Treebank {
  /// The sentences of a file. Ends the program when the file cannot be read.
  static func read(_ path: String) -> [GoldSentence] {
    let bytes = File.read(path)
    var sentences: [GoldSentence] = []
    var sentence = GoldSentence()
    var gluedUntil = 0, gluedEnd = false
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.isEmpty {
        if !sentence.words.isEmpty { sentences.append(finished(sentence)) }
        sentence = GoldSentence()
        gluedUntil = 0
        continue
      }
      if line.first == UInt8(ascii: "#") {
        let text = String(decoding: line.prefix(10), as: UTF8.self)
        if text.hasPrefix("# text = ") { sentence.text = Array(line.dropFirst(9)) }
        if text.hasPrefix("# newdoc") { sentence.beginsDocument = true }
        if text.hasPrefix("# newpar")
          && !String(decoding: line.prefix(14), as: UTF8.self).hasPrefix("# newpar_block")
        {
          sentence.beginsParagraph = true
        }
        continue
      }
      let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      guard fields.count == 10 else { File.fail("\(path): a line with \(fields.count) fields") }
      let number = String(decoding: fields[0], as: UTF8.self)
      let noSpace = String(decoding: fields[9], as: UTF8.self).contains("SpaceAfter=No")
      if number.contains(".") { continue }
      if let dash = number.firstIndex(of: "-") {
        gluedUntil = Int(number[number.index(after: dash)...]) ?? 0
        gluedEnd = noSpace
        let first = (Int(number[..<dash]) ?? 1) - 1
        sentence.merged.append((first..<gluedUntil, Array(fields[1])))
        continue
      }
      let index = Int(number) ?? 0
      let relation = String(decoding: fields[7], as: UTF8.self)
      sentence.words.append(
        GoldWord(
          form: Array(fields[1]), lemma: Array(fields[2]),
          part: part(named: String(decoding: fields[3], as: UTF8.self)),
          fine: String(decoding: fields[4], as: UTF8.self),
          head: (Int(String(decoding: fields[6], as: UTF8.self)) ?? 0) - 1, relation: relation,
          dependency: dependency(named: relation),
          isGlued: index < gluedUntil ? true : index == gluedUntil ? gluedEnd : noSpace))
    }
    if !sentence.words.isEmpty { sentences.append(finished(sentence)) }
    return sentences
  }

  /// Keeps of the merged words only those whose letters differ from what is written.
  private static func finished(_ sentence: GoldSentence) -> GoldSentence {
    var sentence = sentence
    sentence.merged.removeAll { merged in
      guard merged.words.upperBound <= sentence.words.count else { return true }
      return sentence.words[merged.words].flatMap(\.form) == merged.surface
    }
    return sentence
  }

  private static let parts = Dictionary(uniqueKeysWithValues: PartOfSpeech.allCases.map { ($0.name, $0) })
  private static let dependencies = Dictionary(
    uniqueKeysWithValues: Dependency.allCases.map { ($0.name, $0) })

  static func part(named name: String) -> PartOfSpeech { parts[name] ?? .x }

  /// The relation, or the universal one that it is a subtype of.
  static func dependency(named name: String) -> Dependency {
    if let known = dependencies[name] { return known }
    return dependencies[universal(name)] ?? .dep
  }

  /// A relation without its subtype.
  static func universal(_ name: String) -> String { String(name.prefix { $0 != ":" }) }
}

/// Lowercasing and shape as the tokeniser does them, for words that come apart already.
enum Spelling {
  static func lower(_ form: [UInt8]) -> [UInt8] {
    Array(String(decoding: form, as: UTF8.self).lowercased().utf8)
  }

  static func shape(_ form: [UInt8]) -> Shape {
    var upper = 0, lower = 0, digits = 0, symbols = 0, others = 0
    var startsUpper = false
    for (index, scalar) in String(decoding: form, as: UTF8.self).unicodeScalars.enumerated() {
      let properties = scalar.properties
      if properties.isUppercase {
        upper += 1
        if index == 0 { startsUpper = true }
      } else if properties.isAlphabetic {
        lower += 1
      } else if ("0"..."9").contains(scalar) {
        digits += 1
      } else if isSymbol(scalar) {
        symbols += 1
      } else {
        others += 1
      }
    }
    if upper + lower == 0 {
      if digits > 0 {
        return String(decoding: form, as: UTF8.self).allSatisfy { $0.isNumber || $0 == "." || $0 == "," }
          ? .number : .alphanumeric
      }
      return symbols > 0 && others == 0 ? .symbol : .punctuation
    }
    if digits > 0 { return .alphanumeric }
    if upper == 0 { return .lower }
    if lower == 0 { return upper >= 2 ? .upper : .capitalised }
    return startsUpper && upper == 1 ? .capitalised : .mixed
  }

  private static func isSymbol(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return "$%&#@*+<=>^|~".unicodeScalars.contains(scalar) }
    switch scalar.properties.generalCategory {
    case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol: return true
    default: return false
    }
  }
}

/// Sentences of a treebank as an analysis has them.
struct GoldColumns {
  let words: Words
  let tokens: Tokens
  let ranges: [Range<Int>]

  init(_ sentences: [GoldSentence]) {
    words = Words(capacity: 1 << 15)
    tokens = Tokens(count: sentences.reduce(0) { $0 + $1.words.count })
    var ranges: [Range<Int>] = []
    var token = 0
    for sentence in sentences {
      let first = token
      for word in sentence.words {
        tokens.lower[token] = words.intern(Spelling.lower(word.form).span)
        tokens.shape[token] = Spelling.shape(word.form).rawValue
        tokens.lemma[token] = tokens.lower[token]
        tokens.sentence[token] = Int32(ranges.count)
        token += 1
      }
      ranges.append(first..<token)
    }
    self.ranges = ranges
  }
}
