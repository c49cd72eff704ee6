-- Who blames whom, and for what.

-- What follows is no longer what the source speaks of: …, adding D; … – although A; … despite, because A; … in a speech.
local turn = [[
  "," while? [lower=@adding-forms|@judging-forms & !quoted] | ","? (and | but) ADV? [lower=said|called|described|denied|added|told & !quoted] | ("," | "-") [lower=although|though|while & !quoted] | "–" | "—"
  | [lower=despite|because & !quoted] | in [lower=a|an|his|her|their] [pos=ADJ|NOUN|PROPN]{0,2} [lemma=interview|speech|statement|tweet|letter|debate|appearance|message|post]
]]

extract "accusation" {
  doc   = "A source accuses somebody of something: X accused Y of doing C.",
  match = [[ source:<np> cue:(AUX* ADV? [@accuse & !quoted]) content:(<np> [lower=of|for|with] ..) $ ]],
  type  = "accusation",
  rank  = 2,
  upto  = turn,
}

extract "accusation-first" {
  doc   = "The first of two accused: X accused Y of C, and Z of D.",
  match = [[ source:<np> cue:(AUX* [lemma=accuse & !quoted]) content:(<np> of [pos!=PUNCT]+) ","? and <np> of VERB ]],
  type  = "accusation",
  rank  = 3,
  upto  = turn,
}

extract "accusation-further" {
  doc   = "The second of two accused: X accused Y of C, and Z of D.",
  match = [[ source:<np> cue:(AUX* [lemma=accuse & !quoted]) <np> of [pos!=PUNCT]+ ","? and content:(<np> of VERB ..) $ ]],
  type  = "accusation",
  rank  = 3,
  upto  = turn,
}

extract "criticism" {
  nested = false,
  doc    = "A source finds fault with somebody or something: X criticised Y.",
  match  = [[ cue.verb:[@accuse & !quoted] >subject source >obj content.onwards:[lower!=himself|herself|itself|themselves|myself|yourself|ourselves] ]],
  type   = "accusation",
  rank   = 1,
  upto   = turn,
}
