-- Who rejects what somebody else put forward.

extract "denial" {
  doc    = "A source rejects a statement or an allegation: X denied that C, X rejected the claims.",
  match  = [[ cue.verb:[lemma=@deny] >nsubj source >ccomp|xcomp|obj content ]],
  stance = "denies",
  rank   = 1,
}

extract "branded" {
  doc    = "A source gives something a name that takes sides: X branded the allegations “unfounded”.",
  match  = [[ source:<np> cue:([pos=AUX]* [lemma=@branding-verbs]) content:(<np> (as? (<np> | <quotation> | [pos=ADV]* [pos=ADJ]))) ]],
  rank   = 1,
}
