-- What was done, by whom, and what is on record about it.

score "past-tense" {
  doc     = "What has happened can be looked up.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ [past] ]],
  points  = 0.49,
  because = "speaks of what has been: “{match}”",
}

score "past-act" {
  doc     = "Somebody did something, which leaves traces.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ [past & pos=VERB] ]],
  points  = 0.33,
  because = "says what was done: “{match}”",
}

score "under-way" {
  doc     = "What is going on can be watched.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ (is | are | 's | 're | 'm | am) n't? not? ADV* [pos=VERB & !past & !lower=going] ]],
  points  = 0.67,
  because = "says what is going on: “{match}”",
}

score "looking-back" {
  doc     = "Words such as “ago” and “since” say that there is a record behind.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "looking-back"),
  points  = 0.41,
  because = "looks back: “{match}”",
}

score "as-of-now" {
  doc     = "Words such as “right now” say that it is so, not that it should be.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = any {
    contains [[ [lower=now|currently|presently & !first] ]],
    contains [[ (right now | today | at present) ]],
  },
  points  = 0.65,
  because = "says how things stand: “{match}”",
}

score "act-of-government" {
  doc     = "Laws, votes and appointments leave records.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "governing-verbs"),
  points  = 0.4,
  because = "is about an act that leaves a record: “{match}”",
}

score "took-sides" {
  doc     = "How somebody voted or whom they backed is on record.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ [past & @side-taking-verbs] ]],
  points  = 1.12,
  because = "says which side somebody took: “{match}”",
}

score "against" {
  doc     = "Being against something is a position that can be looked up.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ against ]],
  points  = 0.79,
  because = "says that somebody is against something",
}

score "use-of-force" {
  doc     = "Attacks, arrests and deaths are counted.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "force-verbs"),
  points  = 0.53,
  because = "is about force, crime or death: “{match}”",
}

score "made-or-lost" {
  doc     = "Building, buying, hiring and closing leave papers.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "making-verbs"),
  points  = 0.18,
  because = "says what was made, moved or lost: “{match}”",
}

score "record-named" {
  doc     = "Whoever points to a report or a figure says where to look.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "records"),
  points  = 0.64,
  because = "points to something that can be opened: “{match}”",
}

score "did-not" {
  doc     = "That something was not done is disproved by one case.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ (did | was | were | had | has | have) (n't | not | never) ]],
  points  = 0.53,
  because = "says what was not done: “{match}”",
}

score "i-did" {
  doc     = "A speaker’s own past can be held against them.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ I ADV* [past] ]],
  points  = 0.3,
  because = "says what the speaker did: “{match}”",
}

score "we-did" {
  doc     = "What a speaker’s side did can be looked up.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ we ADV* (have | 've)? ADV* [past] ]],
  points  = 0.57,
  because = "says what the speaker’s side did: “{match}”",
}

score "they-did" {
  doc     = "What somebody else did can be put to them.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ (he | she | they | it) ADV* (has | have | 's | 've)? n't? not? ADV* [past] ]],
  points  = 0.19,
  because = "says what somebody else did: “{match}”",
}

score "somebody-did" {
  doc     = "A sentence about a noun that did something is a report.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ [pos=NOUN|PROPN] ADV* (has | have | had | was | were)? ADV* [past] ]],
  points  = 0.31,
  because = "says who did something: “{match}”",
}

score "we-have" {
  doc     = "What a country or company has can be counted.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ we ADV* (have | 've) ADV* (a | an | the | no | ADJ | NUM | NOUN) ]],
  points  = 0.42,
  because = "says what there is: “{match}”",
}
