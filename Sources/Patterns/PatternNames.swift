// The closed vocabularies of the language by the names rules use, so that a misspelled one gets a
// suggestion instead of silently never matching.

internal import TextAnalysis

enum PatternNames {
  static let keys = ["dep", "lemma", "lower", "pos", "shape", "text"]
  static let layers: [(name: String, layer: SpanLayer)] = SpanLayer.allCases.map { ($0.name, $0) }
  static let relations: [(name: String, dependency: Dependency)] = Dependency.allCases.compactMap {
    $0 == .none ? nil : ($0.name, $0)
  }

  /// The bit of `>subject` among the relations: not one of the treebanks, since the subject may be implied.
  static let subject: UInt64 = 1 << 63
  static let subjectName = "subject"

  static let shapes: [(name: String, shape: Shape)] = Shape.allCases.map { ($0.name, $0) }
  static let tags: [(name: String, tag: PartOfSpeech)] = PartOfSpeech.allCases.compactMap {
    $0 == .none ? nil : ($0.name, $0)
  }

  static func layer(_ name: String) -> SpanLayer? { layers.first { $0.name == name }?.layer }
  static func relation(_ name: String) -> Dependency? { relations.first { $0.name == name }?.dependency }
  static func shape(_ name: String) -> Shape? { shapes.first { $0.name == name }?.shape }
  static func pos(_ name: String) -> PartOfSpeech? {
    let upper = name.uppercased()
    return tags.first { $0.name == upper }?.tag
  }
}

extension Unicode.Scalar {
  var isPatternSpace: Bool { self == " " || self == "\t" || self == "\n" || self == "\r" }
  /// Letters of a bare word. Punctuation is written in quotation marks.
  var isWordPart: Bool {
    properties.isAlphabetic || properties.numericType != nil || self == "'" || self == "\u{2019}"
      || self == "-"
      || self == "_" || properties.generalCategory == .nonspacingMark
  }
  var isLowercaseName: Bool {
    ("a"..."z").contains(self) || ("0"..."9").contains(self) || self == "_" || self == "-"
  }
}
