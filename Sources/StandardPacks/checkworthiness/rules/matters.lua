-- What is spoken of: some matters are counted and published, others are not.

score "on-public-money" {
  doc     = "What is taxed and spent is in the books.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "public-money"),
  points  = 0.43,
  because = "is about public money: “{match}”",
}

score "on-business" {
  doc     = "Prices, trade and firms are measured every month.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "business"),
  points  = 0.25,
  because = "is about business and prices: “{match}”",
}

score "on-health" {
  doc     = "Who is insured and what a cure costs is counted.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "health"),
  points  = 0.44,
  because = "is about care for the sick: “{match}”",
}

score "on-crime" {
  doc     = "Crimes, arrests and judgements are recorded.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "crime"),
  points  = 0.46,
  because = "is about crime and courts: “{match}”",
}

score "on-borders" {
  doc     = "Who comes into a country is counted.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "borders"),
  points  = 0.75,
  because = "is about who may enter a country: “{match}”",
}

score "on-elections" {
  doc     = "Talk of parties and campaigns is mostly about the contest itself.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "elections"),
  points  = -0.38,
  because = "is about the contest of parties: “{match}”",
}

score "no-public-matter" {
  doc     = "Where nothing public is spoken of, few would look it up.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = lacks(any {
    contains(lexicon "public-money"), contains(lexicon "work-and-wages"), contains(lexicon "business"), contains(lexicon "health"), contains(lexicon "schools"), contains(lexicon "welfare"), contains(lexicon "armed-force"), contains(lexicon "terror"), contains(lexicon "crime"), contains(lexicon "energy-and-nature"), contains(lexicon "borders"), contains(lexicon "law-texts"), contains(lexicon "elections"),
  }),
  points  = -0.72,
  because = "speaks of nothing that concerns the public",
}

score "nothing-to-hold-on-to" {
  doc     = "Without a figure, a name, a date or an institution it is hard to say what would prove it wrong.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = all {
    lacks(has "figure"), lacks(has "name"), lacks(has "date"),
    lacks(contains(lexicon "institutions")),
  },
  points  = -0.39,
  because = "has no figure, name, date or institution to look up",
}
