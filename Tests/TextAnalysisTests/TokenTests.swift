import Articles
import Testing
import TextAnalysis

/// Text, then its tokens with a bar between.
@Test(arguments: [
  ("", ""),
  (" \u{FEFF}\n\t ", ""),
  ("Rain fell.", "Rain|fell|."),
  ("don't", "do|n't"),
  ("DON’T", "DO|N’T"),
  ("can’t won’t", "ca|n’t|wo|n’t"),
  ("cannot", "can|not"),
  ("I'm they're we'd you'll I've", "I|'m|they|'re|we|'d|you|'ll|I|'ve"),
  ("wouldn't've", "would|n't|'ve"),
  ("gonna gotta", "gon|na|got|ta"),
  ("Mary's", "Mary|'s"),
  ("the dogs' bowls", "the|dogs|'|bowls"),
  ("the dogs’ bowls", "the|dogs|’|bowls"),
  ("O'Hara and d’Este", "O'Hara|and|d’Este"),
  ("rock ’n’ roll", "rock|’n’|roll"),
  ("the ’90s, the '60s and ‘07", "the|’90s|,|the|'60s|and|‘07"),
  ("the 1990's", "the|1990's"),
  ("get 'em", "get|'em"),
  ("“Cats”’s", "“|Cats|”|’s"),
  ("Mr. Vane of Acme Inc. left.", "Mr.|Vane|of|Acme|Inc.|left|."),
  ("at 9 a.m. in the U.S.", "at|9|a.m.|in|the|U.S."),
  ("U.S.-led and U.S.'s", "U.S.|-|led|and|U.S.|'s"),
  ("J. K. Loft, J.K. Loft, J.Loft", "J.|K.|Loft|,|J.K.|Loft|,|J.|Loft"),
  ("a Ph.D. holder", "a|Ph.D.|holder"),
  ("vitamin C. The", "vitamin|C|.|The"),
  ("so do I. Then", "so|do|I|.|Then"),
  ("No. 5 said no. 5 stayed", "No.|5|said|no.|5|stayed"),
  ("He said no. She", "He|said|no|.|She"),
  ("1,200.50 and 3,000,000", "1,200.50|and|3,000,000"),
  ("2014,2015", "2014|,|2015"),
  ("Growth of .5 points", "Growth|of|.5|points"),
  ("12.5% of $1.2bn", "12.5|%|of|$|1.2|bn"),
  ("US$5 £3m €4 A$20", "US$|5|£|3|m|€|4|A$|20"),
  ("5km at 3pm in 35mm", "5|km|at|3|pm|in|35|mm"),
  ("5G 3D 21st 1990s", "5G|3D|21st|1990s"),
  ("10:30 2025-04-09 04/09/2025 9/11", "10:30|2025-04-09|04/09/2025|9/11"),
  ("2025-04-09T10:30:00Z", "2025-04-09T10:30:00Z"),
  ("Call 555-0142 or 1-800-555-0142", "Call|555-0142|or|1-800-555-0142"),
  ("5-7 people, 2010-2014", "5|-|7|people|,|2010|-|2014"),
  ("a well-known 20-year-old", "a|well|-|known|20|-|year|-|old"),
  ("anti-war, e-mail, co-founder, mid-1980s", "anti-war|,|e-mail|,|co-founder|,|mid-1980s"),
  ("the F-16 and COVID-19", "the|F|-|16|and|COVID|-|19"),
  ("first- and second-born", "first|-|and|second|-|born"),
  ("rain -- snow – hail—wind", "rain|--|snow|–|hail|—|wind"),
  ("well... yes… no", "well|...|yes|…|no"),
  ("What?! No!!", "What|?!|No|!!"),
  ("(see [1])", "(|see|[|1|]|)"),
  ("and/or he/she w/o", "and|/|or|he|/|she|w/o"),
  ("AT&T, R&D, salt&pepper", "AT&T|,|R&D|,|salt|&|pepper"),
  ("Go to https://example.org/a?b=c.", "Go|to|https://example.org/a?b=c|."),
  ("See example.com/news, please", "See|example.com/news|,|please"),
  ("Mail ann.lee@example.org!", "Mail|ann.lee@example.org|!"),
  ("@anna_b likes #rain at #1", "@anna_b|likes|#rain|at|#|1"),
  ("It ended.He left", "It|ended|.|He|left"),
  ("nice :) or :-( here: (this)", "nice|:)|or|:-(|here|:|(|this|)"),
  ("🙂👍🏽 👨‍👩‍👧 🇺🇦🇵🇱", "🙂|👍🏽|👨‍👩‍👧|🇺🇦|🇵🇱"),
  ("Zoë, Łódź und Übung", "Zoë|,|Łódź|und|Übung"),
  ("東京。Да, Київ", "東京|。|Да|,|Київ"),
  ("a\u{0}b", "a|b"),
  ("soft\u{AD}ware", "soft\u{AD}ware"),
  ("\u{200F}שלום\u{200F}, x", "שלום|,|x"),
  ("a\u{A0}b\u{2009}c\u{3000}d", "a|b|c|d"),
  ("f***ing", "f***ing"),
  ("sn\u{FFFD}w", "sn\u{FFFD}w"),
  ("20°C", "20|°|C"),
  ("½ of 2½", "½|of|2½"),
])
func textIsCutIntoTokens(_ text: String, _ expected: String) {
  #expect(analyse(text).tokenStrings.joined(separator: "|") == expected)
}

@Test(arguments: [
  ("word", Shape.lower), ("Word", .capitalised), ("A", .capitalised), ("WORD", .upper), ("U.S.", .upper),
  ("McDonald", .mixed), ("iPhone", .mixed), ("155", .number), ("1,200.5", .number),
  ("2025-04-09", .alphanumeric),
  ("10:30", .alphanumeric), ("21st", .alphanumeric), (",", .punctuation), ("—", .punctuation),
  ("…", .punctuation),
  ("“", .punctuation), ("€", .symbol), ("%", .symbol), ("🙂", .symbol), ("Élan", .capitalised), ("ЄС", .upper),
  ("київ", .lower), ("東京", .lower), ("Mr.", .capitalised),
])
func aTokenHasAShape(_ text: String, _ shape: Shape) {
  let analysis = analyse(text)
  #expect(analysis.tokens.count == 1)
  #expect(analysis.tokens.shape[0] == shape.rawValue)
}

@Test(arguments: [
  ("RAIN", "rain"), ("Élan", "élan"), ("ŁÓDŹ", "łódź"), ("ΑΘΉΝΑ", "αθήνα"), ("КИЇВ", "київ"),
  ("İzmir", "izmir"),
  ("N’T", "n't"), ("Ÿ", "ÿ"), ("soft\u{AD}ware", "software"), ("ẞ", "ß"),
])
func theLowerCaseSpellingIsTheSameInEveryLocale(_ text: String, _ expected: String) {
  let analysis = analyse(text)
  #expect(analysis.words.string(analysis.tokens.lower[0]) == expected)
}

@Test func equalSpellingsAreOneWord() {
  let analysis = analyse("Rain, rain and RAIN don't don’t")
  let lower = analysis.tokens.lower
  #expect(lower[0] == lower[2] && lower[2] == lower[4])
  #expect(lower[6] == lower[8])
  #expect(lower[0] != lower[3])
}
