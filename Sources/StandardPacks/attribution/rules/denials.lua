-- Who rejects what somebody else put forward, and who gives things a name.

-- What follows is no longer what the source says: …, adding D; … – although A.
local turn = [[ "," while? [lower=@adding-forms|@judging-forms & !quoted] | ","? (and | but) ADV? [lower=said|called|described|denied|added|told & !quoted] | ("," | "–" | "—" | "-") [lower=although|though|while & !quoted] ]]

extract "denial" {
  doc    = "A source rejects a statement or an allegation: X denied that C, X rejected the claims.",
  match  = [[ cue.verb:[@deny & !quoted] >subject source >ccomp|xcomp|obj content ]],
  stance = "denies",
  rank   = 1,
  nested = false,
  upto   = turn,
}

extract "denial-of-doing" {
  doc    = "What is denied is an act: X denied doing C.",
  match  = [[ cue.verb:[@deny & pos=VERB & !quoted] !>obj|ccomp|xcomp >subject source >advcl content.onwards:[pos=VERB]; content !>mark [lower!=to] ]],
  stance = "denies",
  nested = false,
  upto   = turn,
}

extract "pleaded" {
  doc    = "A defendant denies the charges: X pleaded not guilty to C.",
  match  = [[
    cue:(AUX* ADV? [lemma=plead & !quoted] not guilty) to content:.. $
    cue >subject source
  ]],
  stance = "denies",
  rank   = 1,
  nested = "second-hand",
  upto   = turn,
}

extract "denial-as" {
  doc    = "A source rejects something as this or that: X dismissed the claims as C.",
  match  = [[ cue.verb:[@deny & !quoted] >subject source >obj content >obl|advcl content2; content2 >case|mark [lower=as] ]],
  stance = "denies",
  rank   = 2,
  upto   = turn,
}

extract "branded" {
  doc    = "A source gives something a name: X branded the allegations “unfounded”, X called Y a fraud.",
  match  = [[ source:<np> cue:(AUX* ADV? [@branding-verbs & !quoted]) content:(<np> as? (<np> | <quotation> | ADV* ADJ)) ]],
  rank   = 1,
  upto   = turn,
  nested = "second-hand",
}

extract "branded-unfounded" {
  doc    = "The name denies it: X branded the allegations “totally unfounded”.",
  match  = [[ source:<np> cue:(AUX* ADV? [@branding-verbs & !quoted]) content:(<np> as? (<quotation [@untrue]> | ADV* [@untrue])) ]],
  stance = "denies",
  rank   = 2,
  upto   = turn,
}

extract "called-quoted" {
  doc    = "The name is given in quotation marks, wherever the source stands: X, the mayor, called Y, his rival, “a fraud”.",
  match  = [[
    cue:(AUX* ADV? [@branding-verbs & !quoted]) content:(<np> ("," [!quoted & !punctuation]{1,8} ",")? as? [!punctuation & !quoted & pos!=VERB|AUX]{0,4} <quotation>)
    cue >subject source
  ]],
  rank   = 1.1,
  nested = "second-hand",
  upto   = turn,
}

extract "called-in-passing" {
  doc    = "What somebody calls something is said in passing: what X called C.",
  match  = [[ content:what source:<np> cue:(AUX* ADV? [@branding-verbs & !quoted]) content:(as? (<quotation> | <np>)) ]],
  rank   = 1.2,
  nested = "second-hand",
}

extract "calling" {
  doc    = "The same where the verb has no source of its own: X left, calling Y a fraud.",
  match  = [[ cue.verb:[@branding-verbs & pos=VERB & !quoted] >subject source >obj content >xcomp|ccomp content2.onwards ]],
  rank   = 0.5,
  nested = "second-hand",
  upto   = turn,
}

extract "described" {
  doc    = "The same without a name: X described Y.",
  match  = [[ cue.verb:[lemma=describe|portray|characterise|characterize|denounce|condemn & pos=VERB & !quoted] >subject source >obj content.onwards ]],
  nested = false,
  upto   = turn,
}

extract "charge-denied" {
  doc    = "What others say is named once more and denied: …, a charge X denies.",
  match  = [[ "," content:([lower=a|an] [lemma=charge|claim|allegation|accusation|assertion|suggestion]) that? source:<np> cue:(AUX* ADV? [lemma=@deny & !quoted]) ]],
  stance = "denies",
  rank   = 2,
}
