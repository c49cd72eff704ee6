// The words that weaken commitment, by kind. A star marks an entry that weakens it wherever it
// stands; the others often say something else as well (permission, ability, habit), and rules that
// must be sure can leave them out. The list was written for this project and tuned on sentences
// that people had marked.

enum HedgeList {
  struct Entry: Sendable {
    var words: [String]
    var kind: Hedges.Kind
    var isStrong: Bool
  }

  /// Entries by their first word, the longest first.
  static let byFirstWord: [String: [Entry]] = {
    var entries: [String: [Entry]] = [:]
    for (kind, list) in lists {
      for phrase in list.split(whereSeparator: { $0 == "|" || $0 == "\n" }) {
        var words = phrase.split(separator: " ").map(String.init)
        guard let first = words.first else { continue }
        let isStrong = first.hasPrefix("*")
        if isStrong { words[0] = String(first.dropFirst()) }
        entries[words[0], default: []].append(Entry(words: words, kind: kind, isStrong: isStrong))
      }
    }
    return entries.mapValues { $0.sorted { $0.words.count > $1.words.count } }
  }()

  /// The first words, for the vocabulary.
  static var firstWords: String { byFirstWord.keys.sorted().joined(separator: " ") }

  private static let lists: [(Hedges.Kind, String)] = [
    (
      .modal,
      "may|*might|could|*may have|*may have been|*might have|can be seen as|cannot be ruled out|could not be ruled out"
    ),
    (
      .adverb,
      """
      *perhaps|*possibly|*probably|*presumably|*supposedly|apparently|*seemingly|*arguably|*conceivably|potentially|maybe|
      likely|unlikely|*most likely|*reportedly|*allegedly|*purportedly|ostensibly|*evidently|*virtually|practically|
      essentially|*generally|somewhat|largely|more or less|*to some degree|to some extent|*in some ways|*in some respects|
      *in some cases|*in many cases|*in many ways|in general|in principle|fairly|*widely|typically|tentatively|*nominally|
      *sort of|kind of|as far as is known|*in all likelihood|*as it were|*so to speak
      """
    ),
    (
      .belief,
      """
      appears to|appear to|appeared to|*appears to be|*seems|*seem|*seemed|*seems to|*seem to|*seemed to|*it appears|
      *suggests|*suggest|*suggested|*suggesting|indicates|indicate|implies|*imply|*implying|believe|believes|believed|think|
      thinks|*thought|*assumes|assume|*assumed|*suspect|*suspects|*suspected|*speculate|*speculates|*speculated|estimates|
      estimate|*guess|*guesses|doubt|*doubts|tends to|*tend to|*argue|hopes|fears|feared|*considered|consider|*regarded as|
      *viewed as|*perceived as|*seen as|*deemed to|*presumed|*rumored|*rumoured|*rumor|*rumour|*hypothesized|*hypothesised|*interpreted as|
      *is expected to|are expected to|was expected to|*were expected to|expected to|predicted to
      """
    ),
    (
      .evidential,
      """
      *is said to|*are said to|*was said to|*were said to|said to be|*said to have|*it is said|*is believed to|*are believed to|
      *was believed to|*were believed to|*is not believed to|*is thought to|*are thought to|*was thought to|*were thought to|
      *is reported to|*are reported to|*was reported to|*were reported to|*is understood to|*are understood to|*was understood to|
      *is alleged to|*are alleged to|*was alleged to|*alleged|claimed to|*is claimed|*was claimed|*claim that|*claimed that|
      *according to some|*according to many|*it is believed|*it is thought|*it is possible|*it is likely|*it is probable|
      *it is unlikely|*it is unclear|*it is not clear|*it was not clear|*it was unclear|*it is assumed|*it is considered|*it is argued|*it is claimed|
      *it was believed|*it was thought|*it has been suggested|*it has been argued|*it has been claimed|*it is widely|
      *widely believed|*widely considered|*widely regarded|*unconfirmed|*suggestion that|*speculation|*theory|
      *theories|hypothesis|possibility|*likelihood|possible|*possible that|probable|*apparent|*unclear|uncertain|*not certain|
      not known|unknown|*not sure|*if true|*if confirmed|*not independently verified
      """
    ),
    (
      .weasel,
      """
      *some|*many|*some people|*some critics|*some say|*some scholars|*several other|*while others|others have|*others claim|
      *others argue|*others believe|*critics|*scholars|*experts|*observers|*commentators|*most people|*one of the most|
      *one of the best|*most notable|*best known|*well known|*well-known|*finest|*most famous|*most important|*most popular|*most influential|
      *certain|other people|it is often|*it is often said|*by most|*skeptics|*sceptics|*sources say|*said by|*said to|*belief that|
      *to believe that|*it is known|*is known to have|*often referred to|*commonly referred to|*have been described|*legendary|
      *influential|*revolutionary|*impressive|*brilliant|*spectacular|*famously|*best-selling|*perceptions|*opinions
      """
    ),
    (
      .vague,
      """
      *several|several times|several hundred|several thousand|several days|several weeks|several months|several years|
      several decades|*dozens of|*small number of|*are numerous|*reasonably|*likely that|*little evidence|*no evidence|*research has|
      *commonly known|*considerably|*substantial|*significant|*serious|*much of|*wide variety|*a variety of|*large number of|
      *not always|*rarely|*millions of|*popularly|*so-called|*supposed|*reported|*proposed|*understood|*disputed|*questioned|
      *criticized|*criticised|*it has been|*whether|*fans|*scientists
      """
    ),
  ]
}
