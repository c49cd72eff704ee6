import Articles
import Testing
import TextAnalysis

/// The relations of a text's words, `word<relation<head` with spaces between.
private func tree(_ text: String) -> [String] {
  let analysis = analyse(text)
  for sentence in 0..<analysis.sentences.count { analysis.parse(sentence) }
  return (0..<analysis.tokens.count).map { token in
    let head = Int(analysis.tokens.head[token])
    let name = Dependency(rawValue: analysis.tokens.dep[token])?.name ?? "?"
    return "\(analysis.tokenStrings[token])<\(name)<\(head < 0 ? "" : analysis.tokenStrings[head])"
  }
}

/// What is wrong with the trees of an analysis, sentence by sentence.
private func faults(_ analysis: Analysis) -> [String] {
  var faults: [String] = []
  for sentence in 0..<analysis.sentences.count {
    let range = analysis.sentences.tokens(sentence)
    if range.isEmpty { continue }
    let roots = range.filter { analysis.tokens.head[$0] < 0 }
    if roots.count != 1 { faults.append("sentence \(sentence) has \(roots.count) roots") }
    for token in range {
      var above = token, steps = 0
      while analysis.tokens.head[above] >= 0, steps <= range.count {
        above = Int(analysis.tokens.head[above])
        steps += 1
        if !range.contains(above) { faults.append("token \(token) hangs outside its sentence") }
      }
      if steps > range.count { faults.append("token \(token) hangs in a circle") }
      let dependency = Dependency(rawValue: analysis.tokens.dep[token]) ?? .none
      if (dependency == .root) != (analysis.tokens.head[token] < 0) || dependency == .none {
        faults.append("token \(token) is called \(dependency)")
      }
    }
  }
  return faults
}

@Suite struct ModelsParserTests {
  @Test(arguments: [
    ("The minister denied the report.", ["minister<nsubj<denied", "report<obj<denied", "denied<root<"]),
    (
      "Officials said that the bridge had collapsed.",
      ["Officials<nsubj<said", "that<mark<collapsed", "bridge<nsubj<collapsed", "collapsed<ccomp<said"]
    ),
    (
      "The law was passed by the senate.", ["law<nsubj:pass<passed", "was<aux:pass<passed", "by<case<senate"]
    ),
    ("He is the mayor of the town.", ["He<nsubj<mayor", "is<cop<mayor", "mayor<root<", "town<nmod<mayor"]),
  ])
  func aPlainSentenceGetsItsTree(_ text: String, _ expected: [String]) {
    let found = tree(text)
    for relation in expected { #expect(found.contains(relation), "\(relation) in \(found)") }
  }

  @Test(arguments: [
    "", "?", "\n \n", "Word", "… — “ ” ’", "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "🙂 \u{0} \u{FFFD}",
    String(repeating: "and ", count: 2_000), String(repeating: "the old man said that ", count: 400),
    String(repeating: "( ", count: 700),
  ])
  func everySentenceOfAnyTextHasOneRootAndNoCircle(_ text: String) {
    let analysis = analyse(text)
    for sentence in 0..<analysis.sentences.count { analysis.parse(sentence) }
    #expect(faults(analysis) == [])
  }

  @Test func randomWordsGetTreesToo() {
    var dice = Dice(7)
    let stock = [
      "the", "said", "Minister", ",", ".", "“", "”", "that", "155", "who", "and", "denied", "of", "in", "MPs",
      "-", "’s",
      "to", "have", "been", "n’t", "xyzzy",
    ]
    for _ in 0..<60 {
      let text = (0..<dice.roll(90)).map { _ in stock[dice.roll(stock.count)] }.joined(separator: " ")
      let analysis = analyse(text)
      for sentence in 0..<analysis.sentences.count { analysis.parse(sentence) }
      #expect(faults(analysis) == [], "\(text)")
    }
  }

  @Test func theParserTagsWhatIsNotTaggedYet() {
    let analysis = analyse("The mayor left. The council stayed.")
    analysis.parse(1)
    #expect(analysis.tokens.pos[analysis.sentences.tokens(1).lowerBound] == PartOfSpeech.det.rawValue)
    #expect(
      analysis.sentences.tokens(0).allSatisfy {
        analysis.tokens.head[$0] == -1 && analysis.tokens.dep[$0] == 0
      })
  }

  @Test func treesDoNotDependOnWhatWasReadBefore() {
    let text = "Rescuers in the valley reported that two villages were cut off, the agency said on Monday."
    let models = LanguageModels()
    func heads() -> [Int32] {
      let analysis = Analysis(Article(id: "a", text: Array(text.utf8)), models: models)
      for sentence in 0..<analysis.sentences.count { analysis.parse(sentence) }
      return (0..<analysis.tokens.count).map { analysis.tokens.head[$0] }
    }
    let before = heads()
    let other = Analysis(Article(id: "b", text: Array("Shares fell. Nobody knew why.".utf8)), models: models)
    for sentence in 0..<other.sentences.count { other.parse(sentence) }
    #expect(heads() == before)
  }
}
