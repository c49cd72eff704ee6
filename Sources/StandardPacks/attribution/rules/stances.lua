-- What sources take a stand on, speak about and point to.

-- What follows is no longer what the source speaks of: …, adding D; … – although A; … despite, because A; … in a speech.
local turn = [[
  "," while? [lower=@adding-forms & !quoted] | ("," | "-") [lower=although|though|while & !quoted] | "–" | "—"
  | [lower=despite|because & !quoted] | in [lower=a|an|his|her|their] [pos=ADJ|NOUN|PROPN]{0,2} [lemma=interview|speech|statement|tweet|letter|debate|appearance|message|post]
]]

extract "stand" {
  doc    = "The object of the verb is what the source speaks of or stands for: X supports C, X announced C.",
  match  = [[ cue.verb:[@stance-verbs & pos=VERB & !quoted] >subject source:[lower!=nobody|none|you] >obj content.onwards:[lemma!=proof|evidence|detail|comment|explanation|nothing|little & lower!=what|that] ]],
  nested = false,
  upto   = turn,
}

extract "stand-as" {
  doc    = "What is said of the object belongs to it: X described Y as C, X compared Y to C.",
  match  = [[
    cue.verb:[@stance-verbs & pos=VERB & !quoted] >subject source >obj content >obl|xcomp|advcl content2
    content2 >case|mark [lower=as|to|for|with|like]
  ]],
  rank   = 1,
  nested = false,
  upto   = turn,
}

extract "stand-on-act" {
  doc    = "What the source stands for or against is something done: X opposes doing C.",
  match  = [[ cue.verb:[(@stance-verbs | @accuse | @deny | @reaction) & pos=VERB & !quoted] !>obj !>ccomp >subject source >xcomp content.onwards:[pos=VERB|PROPN|NOUN] ]],
  rank   = -0.5,
  nested = false,
  upto   = turn,
}

extract "stand-on-doing" {
  doc    = "What the source finds fault with or praises is something done: X criticised Y for doing C.",
  match  = [[
    cue.verb:[(@accuse | @reaction | lemma=praise|thank|credit|fault) & pos=VERB & !quoted] >subject source >obj content >advcl|obl content2
    content2 >mark|case [lower=for|of]
  ]],
  rank   = 1.5,
  nested = false,
  upto   = turn,
}

extract "in-favour-of" {
  doc    = "A phrase says what the source stands for: X spoke in favour of C.",
  match  = [[
    verb:[pos=VERB|AUX|NOUN|ADJ & !quoted] ..{0,6} cue:(in (favor | favour | support | defense | defence | praise) of | in opposition to) content:<np>
    verb >subject source
  ]],
  rank   = -0.5,
  nested = false,
  upto   = turn,
}

extract "taking-sides" {
  doc    = "What the source is says where it stands: X is a supporter of C.",
  match  = [[
    cue.head:[@side-takers & !quoted] >cop cue2 >nsubj source:[lower!=it|there|that|this] >nmod content
    content >case cue3:[lower=of|for|to]
  ]],
  nested = false,
  upto   = turn,
}

extract "evidence-shown" {
  doc      = "A source shows something to be examined: X showed reporters C.",
  match    = [[ cue.verb:[lemma=show|present|produce|release|publish & !quoted] >subject source >obj content:[@evidence-things] ]],
  type     = "evidence-offered",
  evidence = "offered",
  rank     = 1,
  nested   = false,
  upto     = turn,
}

extract "speaking-of" {
  doc    = "The topic stands behind a preposition: X talked about C, X called for C.",
  match  = [[
    cue.verb:[@speaking-verbs & pos=VERB & !quoted] >subject source >obl content.onwards
    content >case cue2:[lower=about|for|of|against]
  ]],
  nested = false,
  upto   = turn,
}

extract "speaking-to" {
  doc    = "The topic stands behind “to”, “on”, “at” or “with”: X pointed to C, X agreed with C.",
  match  = [[
    cue.verb:[@pointing-verbs & pos=VERB & !quoted] >subject source >obl content.onwards
    content >case cue2:[lower=to|on|at|with]
  ]],
  nested = false,
  upto   = turn,
}

extract "speaking-of-doing" {
  doc    = "The topic is something done: X talked about doing C, X spoke of how C.",
  match  = [[
    cue.verb:[(@speaking-verbs | @pointing-verbs) & pos=VERB & !quoted] >subject source >advcl content.onwards
    content >mark cue2:[lower=about|for|of|against|on|to|at|with|over]
  ]],
  nested = false,
  upto   = turn,
}
