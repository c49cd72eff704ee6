// A lemma is known only after tagging, and tagging is what we want to spare the sentences that
// cannot match. So every lemma a pattern asks for is turned, once, into all spellings that might
// have it. A spelling too many costs the tagging of one sentence; one too few loses a match.

enum WordForms {
  /// Every lowercased spelling whose lemma may be `lemma`, itself included. Not sorted, no duplicates.
  static func forms(of lemma: String) -> [String] {
    var result = [lemma]
    var known: Set<String> = [lemma]
    func add(_ form: String) { if known.insert(form).inserted { result.append(form) } }
    func addEndings(_ stem: String, _ endings: [String]) { for ending in endings { add(stem + ending) } }

    if lemma.hasSuffix("e") {
      addEndings(lemma, ["s", "d", "ing", "r", "st"])
    } else {
      addEndings(lemma, ["s", "es", "ed", "ing", "er", "est"])
    }
    guard let last = lemma.last else { return result }
    let stem = String(lemma.dropLast())
    switch last {
    case "y": addEndings(stem, ["ies", "ied", "ier", "iest"])
    case "e":
      addEndings(stem, ["ing"])
      if lemma.hasSuffix("ie") { add(lemma.dropLast(2) + "ying") }
      if lemma.hasSuffix("fe") { add(lemma.dropLast(2) + "ves") }
    case "f": add(stem + "ves")
    case "c": addEndings(lemma, ["ked", "king", "ks"])
    default: break
    }
    if last.isLetter, !"aeiouy".contains(last) {
      addEndings(lemma + String(last), ["ed", "ing", "er", "est", "es"])
    }
    for (ending, plural) in foreignPlurals where lemma.hasSuffix(ending) {
      add(lemma.dropLast(ending.count) + plural)
    }
    // `withhold` bends like `hold`.
    for start in lemma.utf8.indices {
      guard let rows = irregularRows[lemma[start...]] else { continue }
      for row in rows { for form in irregular[row].forms { add(lemma[..<start] + form) } }
    }
    // Both spellings of a hyphen-less lemma: a lemmatiser may use either.
    if let other = otherSpelling(of: lemma) {
      for form in [other, other + "s", other + "d", String(other.dropLast()) + "ing"] { add(form) }
    }
    return result
  }

  /// The lemma that `word` is an irregular form of, when it can be nothing else.
  static func base(ofIrregular word: String) -> String? {
    alsoLemmas.contains(word) || irregularRows[word[...]] != nil ? nil : baseOfForm[word]
  }

  /// For each irregular form the first base that has it.
  private static let baseOfForm: [String: String] = {
    let pairs = irregular.flatMap { base, forms in forms.filter { $0 != base }.map { ($0, base) } }
    return Dictionary(pairs) { first, _ in first }
  }()

  private static func otherSpelling(of lemma: String) -> String? {
    if lemma.hasSuffix("ise") { return lemma.dropLast(3) + "ize" }
    if lemma.hasSuffix("ize") { return lemma.dropLast(3) + "ise" }
    if lemma.hasSuffix("yse") { return lemma.dropLast(3) + "yze" }
    if lemma.hasSuffix("yze") { return lemma.dropLast(3) + "yse" }
    return nil
  }

  private static let foreignPlurals = [
    ("is", "es"), ("um", "a"), ("on", "a"), ("us", "i"), ("a", "ae"), ("ix", "ices"), ("ex", "ices"),
    ("man", "men"),
    ("o", "oes"), ("eau", "eaux"),
  ]

  private static let alsoLemmas: Set<String> = [
    "found", "saw", "left", "felt", "lay", "ground", "bore", "wound", "rose", "shed", "fell", "thought",
    "spoke", "lit",
    "bound", "cut", "hit", "set", "put", "let", "better", "best", "less", "more", "most", "worst", "further",
    "people",
    "data", "media", "well", "does", "will", "would", "could", "should", "might", "must", "may", "drove",
    "fed", "bit",
    "shot", "tore", "stole", "dove", "froze", "bent", "cast", "cost", "hurt", "read", "shut", "split",
    "spread", "bid",
    "broke", "born", "lost", "known", "given", "an", "these", "those", "me", "him", "her", "them", "us",
    "his", "their",
    "its", "my", "our", "your", "lead", "worse", "farther", "eldest", "elder", "being", "cannot", "d", "s",
    "m", "re",
    "t", "ll", "ai", "ca", "wo", "art", "has", "ye", "persons", "wore", "swept", "borne", "bad", "pled",
    "slid",
  ]

  /// Base forms and what they become beyond the regular endings.
  static let irregular: [(base: String, forms: [String])] = table.split(separator: "\n").map { line in
    let parts = line.split(separator: " ").map(String.init)
    return (parts[0], Array(parts.dropFirst()))
  }

  /// The rows of `irregular` by their base.
  private static let irregularRows: [Substring: [Int]] = Dictionary(grouping: irregular.indices) {
    Substring(irregular[$0].base)
  }

  private static let table = """
    be am is are was were been being 's 're 'm ai isn aren wasn weren s re m art wast
    have has had having 've 's 'd ve d s ha
    do does did done doing d doth
    will wo 'll ll would 'd d
    would 'd d
    shall sha should 'll ll
    can ca could cannot
    may might
    not n't nt n’t t
    say said says saith
    tell told
    write wrote written
    speak spoke spoken
    think thought
    know knew known
    go went gone goes
    see saw seen
    find found
    give gave given
    take took taken
    make made
    get got gotten
    come came
    become became
    hold held
    keep kept
    let let
    begin began begun
    show shown showed
    hear heard
    run ran
    bring brought
    sit sat
    stand stood
    lose lost
    pay paid
    lay laid
    meet met
    lead led
    leave left
    feel felt
    put put
    mean meant
    set set
    read read
    send sent
    fall fell fallen
    build built
    cut cut
    break broke broken
    spend spent
    win won
    grow grew grown
    draw drew drawn
    drive drove driven
    rise rose risen
    arise arose arisen
    buy bought
    sell sold
    seek sought
    teach taught
    catch caught
    fight fought
    wear wore worn
    bear bore borne born
    swear swore sworn
    tear tore torn
    choose chose chosen
    throw threw thrown
    blow blew blown
    fly flew flown flies
    lie lay lain lying
    eat ate eaten
    beat beat beaten
    bite bit bitten
    hide hid hidden
    ride rode ridden
    strike struck stricken
    shake shook shaken
    steal stole stolen
    freeze froze frozen
    forget forgot forgotten
    forgive forgave forgiven
    sing sang sung
    ring rang rung
    sink sank sunk
    drink drank drunk
    spring sprang sprung
    swim swam swum
    shrink shrank shrunk
    stink stank stunk
    cling clung
    fling flung
    swing swung
    sting stung
    string strung
    wring wrung
    hang hung
    dig dug
    stick stuck
    spin spun
    win won
    shoot shot
    bind bound
    wind wound
    grind ground
    lend lent
    bend bent
    rend rent
    deal dealt
    dream dreamt
    lean leant
    learn learnt
    leap leapt
    burn burnt
    spell spelt
    smell smelt
    spill spilt
    spoil spoilt
    sleep slept
    weep wept
    sweep swept
    creep crept
    feed fed
    breed bred
    bleed bled
    speed sped
    plead pled
    flee fled
    slide slid
    light lit
    shine shone
    awake awoke awoken
    wake woke woken
    weave wove woven
    shear shorn
    slay slew slain
    strive strove striven
    thrive throve thriven
    tread trod trodden
    dive dove
    kneel knelt
    swell swollen
    sew sewn
    sow sown
    mow mown
    saw sawn
    prove proven
    hew hewn
    forsake forsook forsaken
    cleave clove cleft cloven
    smite smote smitten
    stride strode stridden
    sling slung
    slink slunk
    sneak snuck
    spit spat
    shoe shod
    strew strewn
    dwell dwelt
    gird girt
    lade laden
    abide abode
    chide chid chidden
    heave hove
    work wrought
    melt molten
    rot rotten
    drag drug
    late latter last
    near next
    to na ta
    go gon
    want wan
    them 'em
    because 'cause
    shave shaven
    bid bade bidden
    bet bet
    clothe clad
    lay laid
    betray betrayed
    good better best well
    well better best
    bad worse worst
    badly worse worst
    ill worse worst
    far further furthest farther farthest
    little less least
    much more most
    many more most
    old elder eldest
    man men
    woman women
    child children
    person people persons
    foot feet
    tooth teeth
    goose geese
    mouse mice
    louse lice
    ox oxen
    die dice dying
    penny pence
    datum data
    medium media
    criterion criteria
    phenomenon phenomena
    basis bases
    crisis crises
    brother brethren
    quiz quizzes quizzed quizzing
    bus buses busses
    i me my mine myself 'm
    he him his himself
    she her hers herself
    it its itself 't
    we us our ours ourselves 's
    they them their theirs themselves
    you your yours yourself yourselves ya ye
    who whom whose
    this these
    that those
    a an
    us us
    """
}
