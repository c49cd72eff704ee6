-- What sources ask: questions, and what others should do.

-- What follows is no longer what the source speaks of: …, adding D; … – although A; … despite, because A; … in a speech.
local turn = [[
  "," while? [lower=@adding-forms & !quoted] | ("," | "-") [lower=although|though|while & !quoted] | "–" | "—"
  | [lower=despite|because & !quoted] | in [lower=a|an|his|her|their] [pos=ADJ|NOUN|PROPN]{0,2} [lemma=interview|speech|statement|tweet|letter|debate|appearance|message|post]
]]

extract "directive" {
  doc    = "A source asks or orders somebody to do something: X urged Y to C.",
  match  = [[
    cue.verb:[@directive & !quoted] >subject source >obj|iobj content >xcomp|ccomp content2
    content2 >mark [lower=to]
  ]],
  rank   = 1,
  nested = false,
  upto   = turn,
}

extract "directive-whole" {
  doc    = "The same where the tree takes what is asked for as a clause: X urged that Y do C, X urged Y to C.",
  match  = [[
    cue.verb:[@directive & !quoted] !>obj >subject source >ccomp|xcomp content.onwards:[lemma!=name|identify|quote]
    content >mark [lower=to]
  ]],
  rank   = 0.5,
  nested = false,
  upto   = turn,
}

extract "question" {
  doc    = "A source asks something: X asked whether C.",
  match  = [[
    cue.verb:[@inquiry & !quoted] >subject source >ccomp|advcl content
    content >mark|advmod|obj|nsubj|det [lower=whether|if|what|why|how|who|when|where|which]
  ]],
  stance = "asks",
  rank   = 1,
  upto   = turn,
}

extract "question-behind" {
  doc    = "The question word says where the question begins: X asked the board why C.",
  match  = [[
    cue:(AUX* ADV? [lemma=ask|wonder & !quoted]) [(!punctuation | lower="-") & pos!=VERB|AUX & lower!=that|to]{0,12} content:([lower=whether|if|what|why|how|who|whom|when|where|which] ..) $
    cue >subject source
  ]],
  stance = "asks",
  rank   = 0.5,
  upto   = turn,
}

extract "asked-first" {
  doc    = "The same where nobody is said to ask: asked by reporters why C, X said …",
  match  = [[ (^ | when | "," | and) cue:[lower=asked|pressed|questioned & !quoted] [!punctuation & pos!=VERB|AUX & lower!=that|to]{0,8} content:([lower=whether|if|what|why|how|who|whom|when|where|which] [!punctuation]{1,25}) "," ]],
  stance = "asks",
  rank   = 1.1,
}

extract "asked" {
  doc    = "Somebody was asked something: asked whether C, X said …",
  match  = [[
    cue.verb:[lower=asked|pressed|questioned & !quoted] !>nsubj|obj >ccomp|advcl content
    content >mark|advmod|obj|nsubj|det [lower=whether|if|what|why|how|who|when|where|which]
  ]],
  stance = "asks",
  rank   = 1,
  upto   = turn,
}

extract "asked-about" {
  doc    = "Somebody was asked about something: asked about C, X said …",
  match  = [[
    cue.verb:[lower=asked|pressed|questioned & !quoted] !>nsubj >obl content
    content >case cue2:[lower=about|on]
  ]],
  stance = "asks",
  rank   = 1,
  upto   = turn,
}
