-- What makes a claim less worth checking: there is nothing yet, or nothing at all, to hold it against.

score "prediction" {
  doc     = "What has not happened yet cannot be checked.",
  scale   = "check-worthiness",
  match   = any {
    contains [[ (will | shall | wo) [pos=PART]? [pos=ADV]? [pos=VERB|AUX] ]],
    contains [[ (is | are | 's | 're | was | were) going to VERB ]],
  },
  points  = -0.7,
  because = "is about the future: “{match}”",
}

score "opinion" {
  doc     = "A judgement of taste or value has no record to be held against.",
  scale   = "check-worthiness",
  match   = contains(lexicon "opinion-words"),
  points  = -0.6,
  because = "is a judgement: “{match}”",
}

score "question" {
  doc     = "A question claims nothing.",
  scale   = "check-worthiness",
  match   = is { stance = "asks" },
  points  = -1.5,
  because = "is a question",
}

score "wish" {
  doc     = "A wish, a call or a promise is about what should be, not about what is.",
  scale   = "check-worthiness",
  match   = any {
    contains [[ (must | should | ought | let) VERB ]],
    cue(lexicon "calls-and-promises"),
  },
  points  = -0.6,
  because = "says what should be, not what is: “{match}”",
}

score "nothing-to-hold-on-to" {
  doc     = "Without a number, a name or a date it is hard to say what would prove it wrong.",
  scale   = "check-worthiness",
  match   = all { has "content", lacks(has "figure"), lacks(has "name"), lacks(has "date") },
  points  = -0.6,
  because = "has no figure, name or date to look up",
}
