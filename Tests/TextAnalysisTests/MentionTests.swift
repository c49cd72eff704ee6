import Articles
import Testing
import TextAnalysis

/// Every mention as `words=entity`, in text order.
private func mentions(_ text: String) -> String {
  let analysis = analyse(text)
  let table = analysis.mentions
  return (0..<table.count).map { row in
    "\(analysis.string(table.tokens(row)))=\(analysis.entities.name(Int(table.entity[row])))"
  }.joined(separator: "|")
}

@Test(arguments: [
  ("Then President Anna Lund left.", "President Anna Lund=Anna Lund"),
  ("Mr Lund left, said Mrs. Olga Berg.", "Mr Lund=Lund|Mrs. Olga Berg=Olga Berg"),
  ("President Anna Lund left. Ms Lund had a cold.", "President Anna Lund=Anna Lund|Ms Lund=Anna Lund"),
  ("Lund left, aides of Anna Lund said.", "Lund=Anna Lund|Anna Lund=Anna Lund"),
  ("They met Dr. A. B. Stone Jr. in Porthen.", "Dr. A. B. Stone Jr.=A. B. Stone|Porthen=Porthen"),
  ("They met Anna Lund. Lund’s dog barked.", "Anna Lund=Anna Lund|Lund=Anna Lund"),
  ("spokeswoman Anna Lund said", "spokeswoman Anna Lund=Anna Lund"),
  ("the former prime minister Anna Lund said", "former prime minister Anna Lund=Anna Lund"),
  (
    "The Norvan Fisheries Ministry spokeswoman Anna Lund spoke.",
    "Norvan Fisheries Ministry spokeswoman Anna Lund=Anna Lund|Norvan Fisheries Ministry=Norvan Fisheries Ministry"
  ),
  ("Ukrainian President Anna Lund spoke.", "Ukrainian President Anna Lund=Anna Lund"),
  ("It asked Secretary of State Anna Lund.", "Secretary of State Anna Lund=Anna Lund"),
  ("It asked Republican Donald Berg.", "Donald Berg=Donald Berg"),
  ("The plan of the Bank of Norva failed.", "Bank of Norva=Bank of Norva"),
  (
    "The Department of Health and Human Services agreed.",
    "Department of Health and Human Services=Department of Health and Human Services"
  ),
  (
    "The Institute for the Study of Rain agreed.",
    "Institute for the Study of Rain=Institute for the Study of Rain"
  ),
  (
    "The Norvan Space Agency (NSA) said no. The NSA left.",
    "Norvan Space Agency=Norvan Space Agency|NSA=Norvan Space Agency|NSA=Norvan Space Agency"
  ),
  ("It fined Acme Inc. on Monday. Acme paid.", "Acme Inc.=Acme|Acme=Acme"),
  ("He met Ludwig van der Berg.", "Ludwig van der Berg=Ludwig van der Berg"),
  ("Rain fell. Officials said so. Critics agreed.", ""),
  ("The Chinese boats left on Tuesday in May.", ""),
  ("We told Theresa May in May.", "Theresa May=Theresa May"),
  ("I think I left.", ""),
  ("Porthen flooded. People left Porthen.", "Porthen=Porthen|Porthen=Porthen"),
  ("They saw Anna Lund and Bo Berg.", "Anna Lund=Anna Lund|Bo Berg=Bo Berg"),
  ("Then Anna left.", "Anna=Anna"),
  ("", ""),
])
func namesAreFoundAndJoined(_ text: String, _ expected: String) {
  #expect(mentions(text) == expected)
}

@Test(arguments: [
  ("Anna Lund spoke. She left.", "Anna Lund=Anna Lund|She=Anna Lund"),
  ("Mr Berg met Anna Lund. She left, he stayed.", "Mr Berg=Berg|Anna Lund=Anna Lund|She=Anna Lund|he=Berg"),
  ("Mr Berg spoke. She left.", "Mr Berg=Berg"),
  ("Mr Berg said he would stay with his dog.", "Mr Berg=Berg|he=Berg|his=Berg"),
  ("Mr Berg said: “The man is bad and he knows it well.”", "Mr Berg=Berg"),
  ("Mayor Anna Lund spoke. The mayor left.", "Mayor Anna Lund=Anna Lund|The mayor=Anna Lund"),
  (
    "President Anna Lund spoke. The Ukrainian leader left.",
    "President Anna Lund=Anna Lund|The Ukrainian leader=Anna Lund"
  ),
  ("Russian President Anna Lund spoke. The Ukrainian leader left.", "Russian President Anna Lund=Anna Lund"),
  ("Mayor Anna Lund met Mayor Bo Berg. The mayor left.", "Mayor Anna Lund=Anna Lund|Mayor Bo Berg=Bo Berg"),
  ("Acme Corp. fell. It said so.", "Acme Corp.=Acme|It=Acme"),
  ("Acme Corp. fell. It is raining.", "Acme Corp.=Acme"),
  ("Anna Lund spoke. Rain. Rain. Rain. Rain. Rain. She left.", "Anna Lund=Anna Lund"),
  // Somebody without a name came in between, and nobody can say whom the pronoun means.
  ("Mr Berg spoke. The player's agent left. He was late.", "Mr Berg=Berg"),
  ("Mr Berg met a spokeswoman for the club. He left.", "Mr Berg=Berg|He=Berg"),
  ("Mr Berg spoke. A spokeswoman for the club left. He stayed.", "Mr Berg=Berg|He=Berg"),
  ("Anna Lund spoke. A spokeswoman for the club left. She was late.", "Anna Lund=Anna Lund"),
  ("“No,” said Marek Holt. He left.", "Marek Holt=Marek Holt|He=Marek Holt"),
])
func pronounsAndRolesReferToTheirBearers(_ text: String, _ expected: String) {
  #expect(mentions(text) == expected)
}

@Test func entitiesAreNumberedByFirstMentionAndDescribed() {
  let analysis = analyse("In Porthen, the Bank of Norva failed, Mr Berg said. Anna Lund agreed.")
  let table = analysis.entities
  #expect((0..<table.count).map { table.id($0) } == ["e1", "e2", "e3", "e4"])
  #expect((0..<table.count).map { table.name($0) } == ["Porthen", "Bank of Norva", "Berg", "Anna Lund"])
  #expect(
    (0..<table.count).map { Entities.Gender(rawValue: table.gender[$0]) } == [
      .unknown, .unknown, .male, .female,
    ])
  #expect(
    (1..<table.count).map { Entities.Kind(rawValue: table.kind[$0]) } == [.organisation, .person, .person])
}

@Test func aNameThatKeepsComingBackMayBeAPersonsAndIsOneOnceAPronounRefersToIt() {
  let analysis = analyse("Then Porro spoke. Then Porro left. Now Porro is back. He is well.")
  #expect(analysis.entities.count == 1)
  #expect(analysis.entities.kind[0] == Entities.Kind.person.rawValue)
  #expect(analysis.entities.gender[0] == Entities.Gender.male.rawValue)
}

@Test func headlinesInCapitalsGiveOnlyKnownNames() {
  #expect(
    mentions("Dam In Porthen May Fail Soon\n\nThe dam in Porthen leaks.") == "Porthen=Porthen|Porthen=Porthen"
  )
  #expect(mentions("RAIN FLOODS PORTHEN\n\nIt rains.") == "")
}

@Test func aNameIsASpanLayerAndMayHoldAnother() {
  let analysis = analyse("The Norvan Fisheries Ministry spokeswoman Anna Lund spoke.")
  var spans: [[Int]] = []
  for token in 0..<analysis.tokens.count {
    analysis.forEachEnd(of: .name, at: token) { spans.append([token, Int($0)]) }
  }
  #expect(spans == [[1, 7], [1, 4]])
  #expect(analysis.mentions.head[0] == 6)
}
