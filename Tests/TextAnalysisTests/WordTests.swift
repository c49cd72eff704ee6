// Words are numbered from 0 in each article and told apart by keys. Nothing may show of what came before, and no two
// words may be taken for one.

import Articles
import Testing

@testable import TextAnalysis

private func article(_ text: String) -> Article { Article(id: "test", text: Array(text.utf8)) }

/// What a reader of the tables sees of the words: numbers, spellings, facts.
private func words(of analysis: Analysis) -> [String] {
  (0..<analysis.tokens.count).map { token in
    let word = analysis.tokens.lower[token]
    return "\(word) \(analysis.words.string(word)) \(analysis.words.facts(word).rawValue)"
  }
}

private let texts = [
  "The mayor of Porthen said that the dam was safe.", "Mr. Marr, the MAYOR, denied it; the dam isn’t safe!",
  "“Extraordinarily incomprehensible,” said the extraordinary mayor of Porthen.", "", "Dam. DAM! dam",
  "Żółć and żółć are 1 word, e.g. in the U.S. or on example.org",
]

@Suite struct WordTests {
  @Test func anArticleIsNumberedAsIfItWereTheFirst() {
    let models = LanguageModels()
    for text in texts + texts.reversed() {
      let late = Analysis(article(text), models: models), fresh = Analysis(article(text))
      #expect(words(of: late) == words(of: fresh))
      #expect(late.words.offsets == fresh.words.offsets && late.words.bytes == fresh.words.bytes)
    }
  }

  @Test func wordsThatComeLaterGetTheNextNumbers() {
    let analysis = Analysis(article(texts[0]))
    let before = words(of: analysis), count = analysis.words.count
    #expect(analysis.words.intern("dam") == analysis.tokens.lower[7])
    #expect(Int(analysis.words.intern("incontrovertible")) == count)
    #expect(analysis.words.intern("incontrovertible") == analysis.words.intern("incontrovertible"))
    #expect(analysis.words.string(Int32(count)) == "incontrovertible")
    #expect(words(of: analysis) == before)
  }

  @Test func manyWordsAreToldApart() {
    let many = (0..<5_000).map { number in
      String(number * 7919, radix: 26).map {
        $0.isNumber ? ["q", "r", "s", "t", "u", "v", "w", "x", "y", "z"][Int(String($0)) ?? 0] : String($0)
      }
      .joined()
    }
    let analysis = Analysis(article(many.joined(separator: " ")))
    #expect(analysis.tokens.count == many.count)
    #expect((0..<many.count).allSatisfy { analysis.words.string(analysis.tokens.lower[$0]) == many[$0] })
    #expect(analysis.words.count == Set(many).count)
  }

  @Test(arguments: 1...20) func aWordIsReadWhereverItStandsInEightBytes(_ length: Int) {
    let small = String("abcdefghijklmnopqrstuvwxyz".prefix(length))
    for (word, shape) in [
      (small, Shape.lower), (small.uppercased(), length == 1 ? .capitalised : .upper),
      (small.prefix(1).uppercased() + small.dropFirst(), .capitalised),
    ] {
      for text in [word, "\(word) b", "a \(word)", "a, \(word), b", "a \(word)é"] {
        let analysis = analyse(text)
        let token = (0..<analysis.tokens.count).first {
          analysis.tokenStrings[$0].hasPrefix(word) && analysis.tokenStrings[$0].utf8.count >= length
        }
        guard let token else {
          Issue.record("'\(word)' is no token of '\(text)'")
          continue
        }
        guard analysis.tokenStrings[token] == word else { continue }
        #expect(analysis.words.string(analysis.tokens.lower[token]) == small)
        #expect(analysis.tokens.shape[token] == shape.rawValue, "\(text)")
      }
    }
  }

  @Test func longWordsWithTheSameBeginningAreTold() {
    let analysis = analyse("incomprehensible incomprehensibly Incomprehensible incomprehension")
    let lower = (0..<4).map { analysis.tokens.lower[$0] }
    #expect(lower[0] == lower[2] && Set(lower).count == 3)
  }

  @Test func aWordIsFoundByItsSpellingOnlyWhenTheTextHasIt() {
    let analysis = analyse("No proof of it, said the Incomprehensible mayor.")
    #expect(analysis.words.number(of: "proof") == analysis.tokens.lower[1])
    #expect(analysis.words.number(of: "incomprehensible") == analysis.tokens.lower[7])
    for absent in ["evidence", "proofs", "Proof", "incomprehensibly", ""] {
      #expect(analysis.words.number(of: absent) == nil, "\(absent)")
    }
  }

  @Test func listedWordsAreNumberedInTheirOrderAndFoundAgain() {
    let listed = (0..<3_000).map { "\($0 * 7919)" } + ["incomprehensible", "incomprehensibly", "é", ""]
    var index = WordIndex()
    for (number, word) in (listed + listed).enumerated() {
      #expect(index.insert(word) == Int32(number % listed.count))
    }
    #expect(index.count == listed.count)
    for (number, word) in listed.enumerated() {
      #expect(index.find(word.utf8Span.span) == Int32(number))
      #expect(index.string(Int32(number)) == word)
    }
    for absent in ["7920", "incomprehension", "incomprehensiblY", "e"] {
      #expect(index.find(absent.utf8Span.span) == nil, "\(absent)")
    }
  }
}
