-- Claims that hang on a noun: reports of, the claim that, X's warning about.

-- What follows is no longer what the source speaks of: …, adding D; … – although A; … despite, because A; … in a speech.
local turn = [[
  "," while? [lower=@adding-forms|@judging-forms & !quoted] | ","? (and | but) ADV? [lower=said|called|described|denied|added|told & !quoted] | ("," | "-") [lower=although|though|while & !quoted] | "–" | "—"
  | [lower=could|can] not? be [lower=confirmed|verified|substantiated]
  | [lower=despite|because & !quoted] | in [lower=a|an|his|her|their] [pos=ADJ|NOUN|PROPN]{0,2} [lemma=interview|speech|statement|tweet|letter|debate|appearance|message|post]
]]

extract "reports-of" {
  doc   = "A noun holds a claim without a source: reports of C.",
  match = [[
    cue:(noun:[@hearsay-nouns & lemma!=hope|suspicion|concern|belief & !quoted] of)
    noun >nmod|acl|advcl|obl content !>nmod:poss
  ]],
  upto  = turn,
}

extract "fears-that" {
  doc    = "A noun holds a claim without a source: fears that C.",
  match  = [[
    cue:(noun:[@hearsay-nouns & pos=NOUN & !quoted]) that content:<clause>
    noun !>nmod:poss
  ]],
  nested = false,
  upto   = turn,
}

extract "noun-with-source" {
  doc    = "A noun holds the claim, its owner is the source: X's warning that C.",
  match  = [[ cue:[@cue-nouns & !quoted] >nmod:poss source >acl|ccomp content ]],
  rank   = 1,
  nested = false,
  upto   = turn,
}

extract "noun-about" {
  doc    = "A noun says what its owner thinks of something: X's criticism of Y.",
  match  = [[
    cue:[@judgement-nouns & !quoted] >nmod:poss source >nmod content
    content >case cue2:[lower=of|on|against|to|about|toward|towards]
  ]],
  nested = false,
  upto   = turn,
}

extract "noun-made" {
  doc    = "A verb and its noun make one cue: X made the claim that C.",
  match  = [[ source:<np> cue:(AUX* ADV? [@noun-making-verbs & !quoted] [pos=ADJ|DET|ADV]{0,2} [lemma=@cue-nouns|@feeling-nouns & lemma!=evidence & pos=NOUN]) (at | about | over | in | of | for | with | to | on | that)? content:([] ..) $ ]],
  rank   = 2,
  nested = false,
  upto   = turn,
}

extract "feeling-voiced" {
  doc    = "A source voices a feeling: X expressed surprise at C.",
  match  = [[ source:<np> cue:(AUX* ADV? [lemma=express|voice & !quoted] [pos=ADJ|DET|ADV]{0,2} [@feeling-nouns & pos=NOUN]) (at | about | over | in | of | for | with | to | on | that)? content:([] ..) $ ]],
  stance = "reacts",
  rank   = 3,
  nested = "second-hand",
  upto   = turn,
}

extract "in-the-air" {
  doc    = "Nobody is named for what many ask, fear or call for: questions about C, calls for C.",
  match  = [[
    cue.head:[@asking-nouns & pos=NOUN & !quoted] >nmod content !>nmod:poss
    content >case cue2:[lower=about|for]
  ]],
  nested = false,
  upto   = turn,
}

extract "noun-with-verb" {
  doc    = "A verb that means little and a noun that means much: X cast doubt on C, X had praise for C.",
  match  = [[
    cue.verb:[@light-verbs & pos=VERB & !quoted] >subject source >obj cue2.head:[lemma=@cue-nouns|@feeling-nouns|@judgement-nouns|@hearsay-nouns|@asking-nouns & lemma!=@evidence-things]
    cue2 >nmod|acl content
  ]],
  rank   = 1.5,
  nested = false,
  upto   = turn,
}

extract "view-of" {
  doc    = "The same with “of” and “to”: endorsement of C, opposition to C.",
  match  = [[
    cue.head:[lemma=endorsement|mention|defense|defence|criticism|rejection|denunciation|allegation|accusation|opinion|critique|condemnation|disclosure|prediction|depiction|description|opposition|objection & pos=NOUN & !quoted] >nmod content !>nmod:poss
    content >case cue2:[lower=of|to]
  ]],
  nested = false,
}

extract "plan-to" {
  doc    = "A noun says what somebody means or asks to do: plans to C, a proposal to C.",
  match  = [[ cue.head:[lemma=plan|question|promise|hope|proposal|request|complaint|suggestion|pledge|belief|assumption|doubt|fear|call|commitment|desire|vow|demand|warning & pos=NOUN & !quoted] >acl|advcl|ccomp content !>nmod:poss ]],
  rank   = -1,
  nested = false,
}

extract "plan-of-subject" {
  doc    = "The same where a verb says whose it is: X unveiled a plan to C.",
  match  = [[
    verb:[pos=VERB & !quoted] >subject source >obj cue.head:[lemma=plan|question|promise|hope|proposal|request|complaint|suggestion|pledge|belief|assumption|doubt|fear|call|commitment|desire|vow|demand|warning & pos=NOUN]
    cue >acl|advcl|ccomp content !>nmod:poss
  ]],
  rank   = -0.5,
  nested = false,
}
