-- Claims that hang on a noun: reports of, the claim that, X's warning about.

extract "reports-of" {
  doc   = "A noun holds a claim without a source: reports of C.",
  match = [[
    cue:(noun:[@hearsay-nouns & !quoted] of)
    noun >nmod|acl|advcl content !>nmod:poss
  ]],
}

extract "fears-that" {
  doc   = "A noun holds a claim without a source: fears that C.",
  match = [[
    cue:(noun:[@hearsay-nouns & pos=NOUN & !quoted]) that content:<clause>
    noun !>nmod:poss
  ]],
}

extract "noun-with-source" {
  doc   = "A noun holds the claim, its owner is the source: X's warning that C.",
  match = [[ cue:[@cue-nouns & !quoted] >nmod:poss source >acl|ccomp content ]],
  rank  = 1,
}

extract "noun-about" {
  doc   = "A noun says what its owner thinks of something: X's criticism of Y.",
  match = [[
    cue:[@judgement-nouns & !quoted] >nmod:poss source >nmod content
    content >case cue2:[lower=of|about|on|over|for|against|to]
  ]],
}

extract "noun-made" {
  doc   = "A verb and its noun make one cue: X made the claim that C.",
  match = [[ source:<np> cue:(AUX* ADV? [@noun-making-verbs & !quoted] [pos=ADJ|DET|ADV]{0,2} [lemma=@cue-nouns|@feeling-nouns & pos=NOUN]) (at | about | over | in | of | for | with | to | on | that)? content:([] ..) $ ]],
  rank  = 2,
}

extract "feeling-voiced" {
  doc    = "A source voices a feeling: X expressed surprise at C.",
  match  = [[ source:<np> cue:(AUX* ADV? [lemma=express|voice & !quoted] [pos=ADJ|DET|ADV]{0,2} [@feeling-nouns & pos=NOUN]) (at | about | over | in | of | for | with | to | on | that)? content:([] ..) $ ]],
  stance = "reacts",
  rank   = 3,
}
