-- What makes a claim less worth checking: there is nothing yet, or nothing at all, to hold it against.

score "judgement" {
  doc     = "Praise and blame have no record to be held against.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "judgements"),
  points  = -0.44,
  because = "is a judgement: “{match}”",
}

score "value" {
  doc     = "Freedom, leadership and hope are spoken of, not measured.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "values"),
  points  = -0.56,
  because = "speaks of values: “{match}”",
}

score "i-think" {
  doc     = "Who says “I think” gives a view.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ I ADV* (do | would | 'd)? n't? not? ADV* [@mind-verbs & !past] ]],
  points  = -0.42,
  because = "gives the speaker’s view: “{match}”",
}

score "thinking" {
  doc     = "Thoughts and feelings cannot be looked up.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "mind-verbs"),
  points  = -0.34,
  because = "speaks of what somebody thinks or feels: “{match}”",
}

score "seeming" {
  doc     = "Who weakens a statement leaves less to check.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "seeming-words"),
  points  = -0.33,
  because = "is weakened: “{match}”",
}

score "need" {
  doc     = "What should be is not what is.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "needs"),
  points  = -1.07,
  because = "says what should be, not what is: “{match}”",
}

score "intention" {
  doc     = "Wishes and intentions are about what may come.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "intentions"),
  points  = -0.53,
  because = "says what somebody wants or means to do: “{match}”",
}

score "promise" {
  doc     = "A promise of one’s own cannot be checked yet.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ (I | we) ADV* (will | 'll | wo | want | would | 'd | 'm | 're | am | are) n't? not? ADV* (going | to | like | VERB) ]],
  points  = -0.56,
  because = "is a promise or a plan: “{match}”",
}

score "prediction" {
  doc     = "What has not happened yet cannot be checked.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ (will | shall | 'll | wo) ]],
  points  = -0.12,
  because = "is about the future: “{match}”",
}

score "condition" {
  doc     = "What depends on something else is not said to be so.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "conditions"),
  points  = -0.21,
  because = "depends on something else: “{match}”",
}

score "if" {
  doc     = "An “if” takes back what follows.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ if ]],
  points  = -0.31,
  because = "is said under an “if”",
}

score "ability" {
  doc     = "What can be is not yet what is.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ (can | ca | could) ]],
  points  = -0.54,
  because = "says what can be: “{match}”",
}

score "be" {
  doc     = "A bare “be” belongs to what may or should be.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ be ]],
  points  = -0.37,
  because = "is about what may or should be",
}

score "aim" {
  doc     = "Ways, ends and steps are talk of what to do.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "aims"),
  points  = -0.34,
  because = "speaks of ways and ends: “{match}”",
}

score "emphasis" {
  doc     = "Words such as “just” and “really” belong to talk, not to reports.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ (here | just | simply | really) ]],
  points  = -0.37,
  because = "is emphasis more than report: “{match}”",
}

score "own-life" {
  doc     = "Stories from families and childhoods are the teller’s own.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "own-life"),
  points  = -0.29,
  because = "tells of families and neighbours: “{match}”",
}

score "people-at-large" {
  doc     = "“Folks”, “somebody” and “things” name nobody and nothing.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ (people | folks | everybody | somebody | thing | things | something) ]],
  points  = -0.27,
  because = "is about people or things at large: “{match}”",
}

score "told-wish" {
  doc     = "What somebody was heard to want or promise is on record.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = all {
    contains [[ [past & @telling-verbs] ]],
    any {
      contains(lexicon "needs"),
      contains(lexicon "intentions"),
      contains(lexicon "conditions")
    },
  },
  points  = 0.69,
  because = "reports what somebody asked for or promised: “{match}”",
}
