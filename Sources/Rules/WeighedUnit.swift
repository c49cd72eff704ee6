// Claims, sentences and the article as conditions see them: ranges of tokens, whatever they are.

import Articles
import TextAnalysis

/// The claims, sentences and the article as conditions see them.
struct WeighedUnits {
  let claims: [WeighedUnit]
  let hasChildren: [Bool]
  /// Whether words of a claim stand in the sentence.
  let holdsClaim: [Bool]
  let article: WeighedUnit
  private let analysis: Analysis

  init(_ analysis: Analysis, _ kept: [Candidate], _ claims: [Claim]) {
    self.analysis = analysis
    var hasChildren = [Bool](repeating: false, count: claims.count)
    for claim in claims {
      if let parent = claim.parent { hasChildren[parent] = true }
    }
    self.hasChildren = hasChildren
    var holdsClaim = [Bool](repeating: false, count: analysis.sentences.count)
    for range in kept.lazy.flatMap({ $0.cue + $0.content }) where !range.isEmpty {
      let first = analysis.tokens.sentence[Int(range.first)]
      for sentence in first...max(first, analysis.tokens.sentence[Int(range.end) - 1]) where sentence >= 0 {
        holdsClaim[Int(sentence)] = true
      }
    }
    self.holdsClaim = holdsClaim
    self.claims = kept.enumerated().map { row, candidate in
      WeighedUnit(
        claim: row, source: candidate.source, cue: candidate.cue, content: candidate.content, analysis)
    }
    let all = TokenRange(0..<analysis.tokens.count)
    article = WeighedUnit(content: all.isEmpty ? [] : [all])
  }

  func count(of kind: Unit) -> Int {
    switch kind {
    case .claim: claims.count
    case .sentence: analysis.sentences.count
    default: 1
    }
  }

  func unit(_ kind: Unit, _ row: Int) -> WeighedUnit {
    switch kind {
    case .claim: claims[row]
    case .sentence: sentence(row)
    default: article
    }
  }

  private func sentence(_ row: Int) -> WeighedUnit {
    let range = TokenRange(analysis.sentences.tokens(row))
    var unit = WeighedUnit(content: [range])
    unit.sentence = [range]
    unit.region = analysis.region(at: range.isEmpty ? 0 : analysis.tokens.start[Int(range.first)])
    return unit
  }
}

extension Analysis {
  /// The region of the page that holds the text at `offset`.
  func region(at offset: Int32) -> Block.Region {
    article.blocks.last { $0.span.start <= offset }?.region ?? .body
  }
}

/// One claim, sentence or article as conditions see it.
struct WeighedUnit {
  /// Row of the claim in the evaluation, for the conditions that ask about it.
  var claim: Int?
  var content: [TokenRange]
  var cue: [TokenRange] = []
  var source: [TokenRange] = []
  var sentence: [TokenRange] = []
  var region: Block.Region = .body

  /// A sentence, or the article.
  init(content: [TokenRange]) { self.content = content }

  /// A claim, or a match that may become one; it stands where its cue stands, or its content when it has none.
  init(claim: Int?, source: [TokenRange], cue: [TokenRange], content: [TokenRange], _ analysis: Analysis) {
    self.claim = claim
    self.content = content
    self.cue = cue
    self.source = source
    let anchor = cue.first ?? content.first
    sentence = analysis.sentenceRanges(around: anchor)
    region = analysis.region(at: anchor.map { analysis.tokens.start[Int($0.first)] } ?? 0)
  }
}
