import Articles
import Testing
import TextAnalysis

/// The spans of a layer that begin at the first token spelled `word`, longest first.
private func spans(_ layer: SpanLayer, at word: String, in text: String) -> [String] {
  let analysis = analyse(text)
  guard let token = analysis.tokenStrings.firstIndex(of: word) else { return ["no token \(word)"] }
  var found: [String] = []
  analysis.forEachEnd(of: layer, at: token) { end in found.append(analysis.string(token..<Int(end))) }
  return found
}

@Suite struct ModelsPhraseTests {
  @Test func aNounPhraseComesWithAndWithoutItsPrepositionalPhrases() {
    #expect(
      spans(.np, at: "The", in: "The former head of the agency resigned.") == [
        "The former head of the agency", "The former head",
      ])
    #expect(spans(.np, at: "the", in: "The former head of the agency resigned.") == ["the agency"])
  }

  @Test func coordinatedNounPhrasesAreOneAndTheirParts() {
    let text = "The mayor and the governor praised the firefighters."
    #expect(spans(.np, at: "The", in: text) == ["The mayor and the governor", "The mayor"])
    #expect(spans(.np, at: "governor", in: text) == [])
  }

  @Test func aRelativeClauseIsNotPartOfANounPhrase() {
    let text = "The woman who found the letter spoke to reporters."
    #expect(spans(.np, at: "The", in: text) == ["The woman"])
  }

  @Test func anAppositionBetweenCommasIsNotPartOfANounPhrase() {
    let text = "The minister, a former judge, denied the report."
    #expect(spans(.np, at: "The", in: text) == ["The minister"])
    #expect(spans(.np, at: "a", in: text) == ["a former judge"])
  }

  @Test func aTitleIsPartOfTheNameAfterIt() {
    let text = "President Arvid Solm claimed that the town was safe."
    #expect(spans(.np, at: "President", in: text) == ["President Arvid Solm"])
  }

  @Test func aClauseComesWithAndWithoutItsComplementiser() {
    let text = "Officials said that the bridge had collapsed."
    #expect(spans(.clause, at: "that", in: text) == ["that the bridge had collapsed"])
    #expect(spans(.clause, at: "the", in: text) == ["the bridge had collapsed"])
    #expect(spans(.clause, at: "Officials", in: text) == ["Officials said that the bridge had collapsed"])
  }

  @Test func coordinatedClausesAreOneAndTheFirst() {
    let text = "The council met on Monday and the mayor resigned on Tuesday."
    #expect(
      spans(.clause, at: "The", in: text) == [
        "The council met on Monday and the mayor resigned on Tuesday", "The council met on Monday",
      ])
    #expect(spans(.clause, at: "the", in: "No verb, the end.").count <= 1)
  }

  @Test func spansStayInsideTheirSentenceAndComeLongestFirst() {
    var dice = Dice(11)
    let stock = ["the", "of", "mayor", "said", ",", "and", "who", "old", "city", "that", "left", "."]
    for _ in 0..<40 {
      let analysis = analyse((0..<60).map { _ in stock[dice.roll(stock.count)] }.joined(separator: " "))
      for layer in [SpanLayer.np, .clause] {
        for token in 0..<analysis.tokens.count {
          var last = Int32.max
          let end = analysis.sentences.tokens(Int(analysis.tokens.sentence[token])).upperBound
          analysis.forEachEnd(of: layer, at: token) { found in
            #expect(found > token && found <= end && found < last)
            last = found
          }
        }
        analysis.forEachEnd(of: layer, at: -1) { _ in Issue.record("a span before the text") }
        analysis.forEachEnd(of: layer, at: analysis.tokens.count) { _ in Issue.record("a span after the text")
        }
      }
    }
  }
}
