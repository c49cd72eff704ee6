-- Claims that hang on a noun: reports of, the claim that, X's warning about.

extract "reports-of" {
  doc   = "A noun holds a claim without a source: reports of C.",
  match = [[
    cue:(noun:[lemma=@hearsay-nouns & !quoted] of)
    noun >nmod|acl|advcl content !>nmod:poss
  ]],
}

extract "fears-that" {
  doc   = "A noun holds a claim without a source: fears that C.",
  match = [[ cue:[lemma=@hearsay-nouns & pos=NOUN & !quoted] >acl|ccomp content !>nmod:poss ; content >mark [lower=that] ]],
}

extract "noun-with-source" {
  doc   = "A noun holds the claim, its owner is the source: X's warning that C.",
  match = [[ cue:[lemma=@cue-nouns & !quoted] >nmod:poss source >acl|ccomp content ]],
  rank  = 1,
}

extract "noun-about" {
  doc   = "A noun says what its owner thinks of something: X's criticism of Y.",
  match = [[
    cue:[lemma=@cue-nouns & !quoted] >nmod:poss source >nmod content
    content >case cue2:[lower=of|about|on|over|for|against|to]
  ]],
}

extract "noun-made" {
  doc   = "A verb and its noun make one cue: X made the claim that C, X expressed surprise at C.",
  match = [[ source:<np> cue:(AUX* ADV? [lemma=@noun-making-verbs & !quoted] [pos=ADJ|DET|ADV]{0,2} [lemma=@cue-nouns|@feeling-nouns]) (at | about | over | in | of | for | with | to | on | that)? content:.. $ ]],
  rank  = 2,
}
