// What the base layers know about single words. The lists are text, read once a process into one
// table; an analysis asks it once for each distinct word of its article and keeps the answer beside the word's number, so that no layer compares strings.

/// What a word, by its lower-case spelling alone, can be.
struct WordFacts: OptionSet, Sendable {
  let rawValue: UInt64
  init(rawValue: UInt64) { self.rawValue = rawValue }
  private init(bit: UInt64) { rawValue = 1 << bit }

  /// An abbreviation before a name, which no sentence ends with: `Mr.`
  static let titleAbbreviation = WordFacts(bit: 0)
  /// An abbreviation that may also end a sentence: `Inc.`
  static let abbreviation = WordFacts(bit: 1)
  /// An abbreviation only before a number: `No. 5`
  static let numberAbbreviation = WordFacts(bit: 2)
  /// A word that often begins a sentence and seldom a name: `The`
  static let starter = WordFacts(bit: 3)
  /// Split in two without an apostrophe: `cannot`
  static let contraction = WordFacts(bit: 4)
  /// Stays one token with what follows its hyphen: `anti-`
  static let prefix = WordFacts(bit: 5)
  /// A unit glued to a number: `5km`
  static let unit = WordFacts(bit: 6)
  /// The last part of a host name or a file name.
  static let domain = WordFacts(bit: 7)
  /// Forms of verbs that introduce speech.
  static let saying = WordFacts(bit: 8)
  /// Words that follow an abbreviated hour and belong to it: `p.m. Eastern`
  static let timeZone = WordFacts(bit: 9)
  /// What an apostrophe may stand before in place of letters: `’em`
  static let clipped = WordFacts(bit: 10)
  /// `Plan B.`: a single letter after it names something and is no initial.
  static let lettered = WordFacts(bit: 11)
  static let month = WordFacts(bit: 12)
  static let weekday = WordFacts(bit: 13)
  /// Begins a date that is no month, weekday or number: `yesterday`, `last`
  static let dateWord = WordFacts(bit: 14)
  /// Begins or continues a number: `two`, `hundred`
  static let numberWord = WordFacts(bit: 15)
  /// Verbs and others that speak of what will be, of what was.
  static let futureCue = WordFacts(bit: 16)
  static let pastCue = WordFacts(bit: 17)
  /// The first word of an entry of `HedgeList`.
  static let hedgeStart = WordFacts(bit: 18)
  /// Stands before a name with a capital: `President`
  static let title = WordFacts(bit: 19)
  /// What somebody is: `spokeswoman`, `mayor`
  static let role = WordFacts(bit: 20)
  /// Roles of those who lead a state.
  static let leader = WordFacts(bit: 21)
  static let maleName = WordFacts(bit: 22)
  static let femaleName = WordFacts(bit: 23)
  /// Titles, roles and pronouns of one gender.
  static let male = WordFacts(bit: 24)
  static let female = WordFacts(bit: 25)
  /// The noun that makes a name an organisation's: `Ministry`
  static let organisation = WordFacts(bit: 26)
  /// Countries, cities, and what begins the name of a place: `North`
  static let place = WordFacts(bit: 27)
  /// `Chinese`: capitalised, but no name.
  static let demonym = WordFacts(bit: 28)
  /// Small words inside names: `van`
  static let particle = WordFacts(bit: 29)
  /// Words that begin sentences without being names.
  static let common = WordFacts(bit: 30)
  /// `Inc.`, `Jr.`: at the end of a name, not part of its short form.
  static let nameSuffix = WordFacts(bit: 31)
  /// The noun that makes a name no person's: `Act`
  static let thing = WordFacts(bit: 33)
  /// Words before a role or title: `former`, `deputy`
  static let roleModifier = WordFacts(bit: 32)
}

/// The table of all listed words. Immutable, shared by every analysis of the process.
final class Vocabulary: Sendable {
  static let shared = Vocabulary(lists: baseLists + laterLists + nameLists)

  private let index: WordIndex
  /// What is known about each word of `index`.
  private let known: [WordFacts]

  init(lists: [(WordFacts, String)]) {
    var index = WordIndex(capacity: lists.reduce(0) { $0 + $1.1.utf8.count } / 6)
    var known: [WordFacts] = []
    for (fact, list) in lists {
      // By bytes: what a reader would call a character is slow to find, and this is done at every start.
      for word in list.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
        let number = Int(index.insert(Substring(word).utf8Span.span))
        if number < known.count { known[number].formUnion(fact) } else { known.append(fact) }
      }
    }
    (self.index, self.known) = (index, known)
  }

  /// What is known about the word spelled `spelling` (lower case); nothing for most words. O(bytes).
  func facts(of spelling: Span<UInt8>) -> WordFacts { facts(of: WordKey(spelling), spelling) }

  /// The same for a word whose key is known; where that is whole the spelling is not looked at.
  @inline(__always) func facts(of key: WordKey, _ spelling: Span<UInt8>) -> WordFacts {
    index.find(key, spelling).map { known[Int($0)] } ?? []
  }
}

/// The lists that tokens and sentences need.
private let baseLists: [(WordFacts, String)] = [
  (
    .titleAbbreviation,
    """
    mr mrs ms dr prof rev hon gen lt col maj capt cmdr adm brig sgt cpl pvt gov sen rep reps sens pres st ste
    mt ft messrs mme mlle fr msgr supt det insp amb atty asst assoc vs v cf e.g i.e viz approx est dept univ
    lt.col maj.gen ald cllr cong dir
    """
  ),
  (
    .abbreviation,
    """
    inc co corp ltd llc plc bros jr sr esq etc al ave blvd rd hwy sq jan feb mar apr jun jul aug sep sept oct
    nov dec mon tue tues wed thu thur thurs fri calif mass conn penn ariz fla mich minn wis tenn tex okla
    ill colo ore wash ala ark kan neb nev ga va md pa ind ky miss mont mo tel ext
    yr yrs hr hrs mins govt intl natl assn dist bldg apt attn arrv cal ed eds
    """
  ),
  (.numberAbbreviation, "no nos pp p vol vols fig figs art sec ch pt ca c b d m para"),
  (
    .starter,
    """
    the a an this that these those he she it we they you i his her its our their my your there here in on at
    by for from with without after before during since until while when where why how what who which whose
    if as but and or so yet although though because despite however meanwhile moreover also then now today
    yesterday tomorrow earlier later last next both some many most all no not one another each every several
    such other others only even still once under over between among according to asked is was are were do
    does did has have had will would can could may might should must let please thanks yes officials police
    """
  ),
  (
    .contraction,
    """
    cannot gonna wanna gotta gimme lemme dont didnt doesnt wouldnt couldnt shouldnt isnt wasnt hasnt havent
    arent werent thats theres im ive youre theyre alot
    """
  ),
  (
    .prefix,
    """
    e non anti re pro co pre mid post over multi ex counter sub semi mini neo un inter intra arch ultra micro
    macro mega meta quasi pseudo psycho socio trans extra hyper infra para proto
    """
  ),
  (
    .unit,
    """
    am pm a.m p.m a.m. p.m. k m mn bn b tn trn km kms kg kgs g mg mcg cm mm nm ml l lb lbs oz ft sq mph kph kmh
    kw mw gw kwh mwh gwh hz khz mhz ghz kb mb gb tb x mm h hr hrs min mins sec secs yr yrs p c f ha gmt bst utc
    """
  ),
  (
    .domain,
    """
    com org net edu gov mil int io ai co uk us de fr ru ua cn eu au ca nz ie info biz tv me ly doc docx pdf xls
    xlsx html htm jpg png gif txt exe php asp ppt zip
    """
  ),
  (
    .saying,
    """
    said says asked asks told tells replied replies added adds shouted cried wondered whispered wrote tweeted
    joked exclaimed inquired demanded recalled yelled answered continued explained noted quipped
    """
  ),
  (
    .timeZone,
    "et e.t. p.t. est edt pt pst pdt gmt bst cet utc ct mt eastern pacific central local monday tuesday wednesday thursday friday saturday sunday"
  ),
  (.clipped, "em til cause tis twas n"),
  (
    .lettered,
    "plan vitamin group class hepatitis type grade schedule section exhibit option part annex appendix block team category world war"
  ),
]
