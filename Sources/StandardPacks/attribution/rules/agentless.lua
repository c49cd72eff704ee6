-- Claims that nobody is named for.

extract "passive" {
  doc   = "Somebody is said, thought or known to do something, nobody says by whom: X is believed to C.",
  match = [[ cue.verb:[lemma=@belief|@report|@claim|@predict|@knowledge] >nsubj:pass content >xcomp|ccomp content2 !>obl:agent ]],
  rank  = 1,
}

extract "reports-of" {
  doc   = "A noun holds a claim without a source: reports of C, fears that C.",
  match = [[ cue:[lemma=@hearsay-nouns] >nmod|acl|ccomp content !>nmod:poss ]],
}

extract "noun-with-source" {
  doc   = "A noun holds the claim, its owner is the source: X's warning that C.",
  match = [[ cue:[lemma=@cue-nouns] >nmod:poss source >acl|ccomp|nmod content ]],
}
