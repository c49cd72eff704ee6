-- Who rejects what somebody else put forward.

extract "denial" {
  doc    = "A source rejects a statement or an allegation: X denied that C, X rejected the claims.",
  match  = [[ cue.verb:[@deny & !quoted] >nsubj source >ccomp|xcomp|obj content ]],
  stance = "denies",
  rank   = 1,
}

extract "denial-as" {
  doc    = "A source rejects something as this or that: X dismissed the claims as C.",
  match  = [[ cue.verb:[@deny & !quoted] >nsubj source >obj content >obl|advcl content2; content2 >case|mark [lower=as] ]],
  stance = "denies",
  rank   = 2,
}

extract "branded" {
  doc    = "A source gives something a name: X branded the allegations “unfounded”, X called Y a fraud.",
  match  = [[ source:<np> cue:(AUX* ADV? [@branding-verbs & !quoted]) content:(<np> as? (<np> | <quotation> | ADV* ADJ)) ]],
  rank   = 1,
}

extract "branded-unfounded" {
  doc    = "The name denies it: X branded the allegations “totally unfounded”.",
  match  = [[ source:<np> cue:(AUX* ADV? [@branding-verbs & !quoted]) content:(<np> as? (<quotation [@untrue]> | ADV* [@untrue])) ]],
  stance = "denies",
  rank   = 2,
}
