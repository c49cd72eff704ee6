-- Direct speech: the quotation marks say where the content begins and ends, however many sentences it
-- has.

extract "quotation-then-source" {
  doc   = "“C,” X said. What X is may stand before the name, however long: former valley campaign director Ann Olin.",
  match = [[ content:<quotation> ","? source:(<np> | PROPN{1,4} | [pos=DET|ADJ|NOUN|NUM & !quoted] [pos=ADJ|NOUN|PROPN|NUM|PART & !quoted]{0,8} PROPN) ("," ..{1,20} ","? | "(" ..{1,8} ")" ","?)? cue:(AUX* ADV? [@statement-verbs & !quoted]) ]],
  rank  = 3,
}

extract "quotation-then-verb" {
  doc   = "“C,” said X.",
  match = [[ content:<quotation> ","? cue:(AUX* [@statement-verbs & !quoted]) source:<np> ]],
  rank  = 3,
}

extract "source-then-quotation" {
  doc    = "X said: “C.”",
  match  = [[
    cue:(AUX* ADV? [@statement-verbs & !quoted]) [(!punctuation | lower="-") & !quoted]{0,10} ("," | ":") content:<quotation>
    cue >subject source
  ]],
  rank   = 3.1,
  nested = "second-hand",
}

extract "source-near-quotation" {
  doc    = "The same where the tree gives the verb no subject: the noun phrase in front of it.",
  match  = [[ source:<np> cue:(AUX* ADV? [@statement-verbs & !quoted]) [(!punctuation | lower="-") & pos!=VERB]{0,8} ("," | ":") content:<quotation> ]],
  rank   = 3,
  nested = "second-hand",
}

extract "source-with-colon" {
  doc   = "A name, a colon and the speaker's words: X: “C.”",
  match = [[ ^ source:<np> cue:":" content:<quotation> ]],
  rank  = 1,
}

extract "adding-quotation" {
  doc    = "X did A, adding: “C.”",
  match  = [[
    cue:[lower=@adding-forms] [!punctuation & pos!=VERB|AUX & lower!=that]{0,4} ("," | ":")? content:<quotation>
    cue << main
    main:[dep=root] >nsubj source
  ]],
  rank   = 2,
  nested = "second-hand",
}

extract "put-it-quoted" {
  doc    = "The speaker's own words for something: as X put it, “C”.",
  match  = [[ source:<np> ("," ..{1,16} ",")? cue:(AUX* ADV? [lemma=put & !quoted] it) ("," | ":" | [!punctuation]{1,10} ("," | ":"))? content:<quotation> ]],
  rank   = 3,
  nested = "second-hand",
}

extract "mixed-around-source" {
  doc   = "A sentence that goes on in the speaker's words: the law, X said, “is dead.”",
  match = [[ ^ content:([lower!=as & pos!=VERB & !quoted] ..) "," source:<np> cue:(AUX* ADV? [@speech-verbs & !quoted]) [pos!=VERB|AUX & !punctuation]{0,4} "," content:([punctuation] [shape=lower & quoted] ..) $ ]],
  rank  = 3.6,
}

extract "adding-quotation-to-said" {
  doc    = "The same behind another attribution, whose source it shares: X said so, adding: “C.”",
  match  = [[
    (source:<np> [@speech-verbs & pos=VERB & !quoted] [!punctuation]{0,8} | [lower=said|says & !quoted] source:<np> ("," [!quoted]{1,16})?) "," ADV?
    cue:[lower=@adding-forms & !quoted] [!punctuation]{0,6} ("," | ":")? content:<quotation>
  ]],
  rank   = 3.3,
  nested = "second-hand",
}

extract "adding-quotation-to-long-said" {
  doc    = "The same behind more words: X said that this and that had come about, adding: “C.”",
  match  = [[
    source:<np head=[lower!=who]> [@speech-verbs & pos=VERB & !quoted] [!punctuation & !@speech-verbs]{9,24} "," ADV?
    cue:[lower=@adding-forms & !quoted] ("," | ":")? content:<quotation>
  ]],
  rank   = 3.3,
  nested = "second-hand",
}

extract "mixed-then-source" {
  doc   = "A sentence that ends in the speaker's words: the law “is dead,” X said.",
  match = [[ ^ content:([!quoted & !punctuation] <quotation> | [!quoted & pos!=ADP] .. [!quoted & !punctuation] <quotation>) ","? source:<np> ("," ..{1,20} ","? | "(" ..{1,8} ")" ","?)? cue:(AUX* ADV? [@statement-verbs & !quoted]) ]],
  where = lacks(contains [[ [@speech-verbs & !quoted] ]]),
  rank  = 4,
}

extract "mixed-then-verb" {
  doc   = "The same, verb first: the law “is dead,” said X.",
  match = [[ ^ content:([!quoted & !punctuation] <quotation> | [!quoted & pos!=ADP] .. [!quoted & !punctuation] <quotation>) ","? cue:(AUX* [@statement-verbs & !quoted & lower!=@adding-forms]) source:<np> ]],
  where = lacks(contains [[ [@speech-verbs & !quoted] ]]),
  rank  = 4,
}

extract "headline" {
  doc   = "A name, a colon and what it says: Ministry: the dam is safe.",
  match = [[ ^ source:(<name> | PROPN{1,5} | <np head=[@evidence-things | lemma=poll|survey|report|study]>) cue:":" content:([]{4} ..) $ ]],
}

extract "quotation-around-source" {
  doc   = "“C1,” X said, “C2.”",
  match = [[ content:<quotation> ","? source:<np> ("," ..{1,20} ","? | "(" ..{1,8} ")" ","?)? cue:(AUX* ADV? [@statement-verbs & !quoted]) [!punctuation]{0,10} "," content:<quotation> ]],
  rank  = 5,
}

extract "quotation-around-verb" {
  doc   = "“C1,” said X, “C2.”",
  match = [[ content:<quotation> ","? cue:(AUX* [@statement-verbs & !quoted & lower!=@adding-forms]) source:<np> ..{0,12} "," content:<quotation> ]],
  rank  = 5,
}

extract "quotation-and-more" {
  doc   = "“C1,” X said, that C2.",
  match = [[ content:<quotation> ","? source:<np> ("," ..{1,20} ","? | "(" ..{1,8} ")" ","?)? cue:(AUX* ADV? [@statement-verbs & !quoted]) [!punctuation]{0,6} "," content:(that ..) $ ]],
  rank  = 4.5,
}

extract "quotation-at-once" {
  doc    = "Nothing stands between the verb and the quotation: X declared “C.”",
  match  = [[
    cue:(AUX* ADV? [@speech-verbs & pos=VERB & !quoted]) content:<quotation>
    cue >subject source
  ]],
  rank   = 2.9,
  nested = "second-hand",
}

extract "quotation-with-dash" {
  doc   = "“C” — X.",
  match = [[ content:<quotation> cue:("―" | "—" | "–" | "-") source:<name> "."? $ ]],
  rank  = 2,
}

extract "quotation-then-far-source" {
  doc    = "The same where a long description of the source ends in its name: “C,” campaign director Ann Olin said.",
  match  = [[
    ^ content:<quotation> ","? [!punctuation & pos!=VERB|AUX]{1,14} cue:(AUX* ADV? [@speech-verbs & !quoted])
    cue >nsubj source
  ]],
  rank   = 2.8,
  nested = "second-hand",
}

extract "quotation-issued" {
  doc   = "The quotation stands in a document that the source puts out: X released a statement saying: “C.”",
  match = [[
    cue:[@statement-verbs & !quoted] ("," | ":")? content:<quotation>
    document >acl|acl:relcl cue
    outer:[pos=VERB & !quoted] >obj document:[@documents]
    outer >subject source
  ]],
  rank  = 3.5,
}

extract "quotation-behind-colon" {
  doc    = "Behind a colon the speaker's words follow whatever the verb: X went further: “C.”",
  match  = [[
    cue:(AUX* ADV? [pos=VERB & !quoted]) [!punctuation & !quoted & pos!=VERB]{0,12} ":" content:<quotation> $
    cue >subject source:[lower!=who|which|that]
  ]],
  rank   = 1.5,
  nested = "second-hand",
}

extract "quotation-then-verb-far" {
  doc   = "“C,” said campaign director Ann Olin.",
  match = [[ content:<quotation> ","? cue:(AUX* [@statement-verbs & !quoted]) source:([!punctuation & !quoted & pos!=AUX|ADP|PRON]{0,7} <name>) ]],
  rank  = 2.9,
}

extract "verb-then-source-then-quotation" {
  doc   = "Said X: “C.”",
  match = [[ ^ cue:[@speech-verbs & pos=VERB & !quoted] source:<np> ("," [!quoted]{1,20} | [pos=ADP] [!punctuation]{0,10})? ("," | ":") content:<quotation> ]],
  rank  = 3.2,
}

extract "quotation-then-described" {
  doc   = "A relative clause describes the source: “C,” a man who had seen it all said.",
  match = [[ content:<quotation> ","? source:(<np> ","? [lower=who|whose] [!punctuation & !quoted]{1,14}) ","? cue:[lower=said|says & !quoted] ([pos=ADP|ADV] [!punctuation]{0,8})? ("," | $) ]],
  rank  = 2.8,
}
