-- What sources feel and think of things, and what they mean to do.

-- What follows is no longer what the source speaks of: …, adding D; … – although A; … despite, because A; … in a speech.
local turn = [[
  "," while? [lower=@adding-forms & !quoted] | ("," | "-") [lower=although|though|while & !quoted] | "–" | "—"
  | [lower=despite|because & !quoted] | in [lower=a|an|his|her|their] [pos=ADJ|NOUN|PROPN]{0,2} [lemma=interview|speech|statement|tweet|letter|debate|appearance|message|post]
]]

extract "reaction" {
  doc    = "A source feels something about what happened: X welcomed C.",
  match  = [[ cue.verb:[@reaction & !quoted] >subject source >obj content.onwards ]],
  stance = "reacts",
  rank   = 1,
  nested = false,
  upto   = turn,
}

extract "attitude" {
  doc    = "An adjective says what the source thinks of something: X was confident that C, aware of C.",
  match  = [[ cue.head:[@attitude-adjectives & !quoted] >subject source >cop|aux cue2 >ccomp|advcl|xcomp content ]],
  nested = false,
  upto   = turn,
}

extract "attitude-about" {
  doc    = "The same with a preposition: X was aware of C.",
  match  = [[
    cue.head:[@attitude-adjectives & !quoted] >subject source >cop cue2 >obl content
    content >case cue3
  ]],
  nested = false,
  upto   = turn,
}

extract "felt" {
  doc    = "A participle says what the source feels: X was surprised that C, concerned about C.",
  match  = [[ cue.verb:[@feeling-verbs & !quoted] >nsubj:pass source >ccomp|xcomp|advcl content.onwards ]],
  stance = "reacts",
  nested = false,
  upto   = turn,
}

extract "felt-about" {
  doc    = "The same with a preposition: X was surprised by C, disappointed in C.",
  match  = [[
    cue.verb:[@feeling-verbs & !quoted] >nsubj:pass source >obl|obl:agent content.onwards
    content >case cue2:[lower=about|at|by|in|over|with|of]
  ]],
  stance = "reacts",
  rank   = -0.5,
  nested = false,
  upto   = turn,
}

extract "intention" {
  doc    = "A source wants, plans or promises something: X plans to C.",
  match  = [[ cue.verb:[@commissive & !quoted] >subject source >xcomp content:[lemma!=@inquiry] ]],
  nested = false,
  upto   = turn,
}

extract "intention-at-once" {
  doc    = "“Plans” looks like a noun behind a name: X plans to C.",
  match  = [[ source:([pos=DET|ADJ|NOUN|PROPN]{0,4} PROPN) cue:[lower=plans|pledges|promises|vows|hopes|demands|threatens|wants & pos=NOUN & !quoted] content:(to VERB ..) $ ]],
  rank   = -0.8,
  nested = false,
  upto   = turn,
}
