-- Who is spoken of: names, offices and institutions can be asked, the speaker’s own mind cannot.

score "named-party" {
  doc     = "A claim about somebody with a name can be put to them.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = has "name",
  points  = 0.15,
  because = "is about somebody who can be asked: “{match}”",
}

score "two-parties" {
  doc     = "Two names with a verb between them are two who can be asked.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ PROPN .. [pos=VERB|AUX] .. PROPN ]],
  points  = 0.46,
  because = "connects two names: “{match}”",
}

score "institution" {
  doc     = "What an institution did or is, it has on paper.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "institutions"),
  points  = 0.27,
  because = "is about an institution: “{match}”",
}

score "office" {
  doc     = "Holders of an office act in public.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "offices"),
  points  = 0.3,
  because = "is about somebody who holds an office: “{match}”",
}

score "peoples" {
  doc     = "What is said of a country or its people is known to others, too.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "peoples"),
  points  = 0.51,
  because = "is about a country or its people: “{match}”",
}

score "third-person" {
  doc     = "Who speaks of somebody else says more that can be checked than who speaks of himself.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ (he | she | they) ]],
  points  = 0.4,
  because = "is about somebody else: “{match}”",
}

score "first-person" {
  doc     = "Who speaks of himself mostly speaks of what he thinks or wants.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ (I | me | my) ]],
  points  = -0.71,
  because = "is about the speaker: “{match}”",
}
