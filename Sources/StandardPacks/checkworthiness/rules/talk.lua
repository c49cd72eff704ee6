-- Questions, greetings and talk about the meeting itself claim nothing.

score "question" {
  doc     = "A question claims nothing.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ "?" ]],
  points  = -1.81,
  because = "is a question",
}

score "courtesy" {
  doc     = "Greetings and thanks claim nothing.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "courtesies"),
  points  = -0.45,
  because = "greets, thanks or asks a favour: “{match}”",
}

score "meeting" {
  doc     = "Talk about the meeting itself is about nothing outside.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "meeting-words"),
  points  = -0.66,
  because = "is about the meeting itself: “{match}”",
}

score "imperative" {
  doc     = "Who tells others to do something claims nothing.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ (let (me | us | 's) | look at | ^ (look | listen | wait | tell | give | take | go | remember | imagine)) ]],
  points  = -0.65,
  because = "asks somebody to do something: “{match}”",
}

score "long" {
  doc     = "A long sentence says more, and more of it can be wrong.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ []{20} ]],
  points  = 0.23,
  because = "is a long sentence",
}
