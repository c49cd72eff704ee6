-- More, most, first, every: what claims two facts at once, or allows no exception.

score "comparison" {
  doc     = "A comparison claims two facts at once.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "comparisons"),
  points  = 0.54,
  because = "compares: “{match}”",
}

score "extreme" {
  doc     = "What is said to be the highest or the largest can be held against the rest.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = any { contains(lexicon "extremes"), contains [[ the (least | most) ]] },
  points  = 0.57,
  because = "says that nothing goes further: “{match}”",
}

score "ranking" {
  doc     = "What is first or best has been put in an order.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "rankings"),
  points  = 0.22,
  because = "puts things in an order: “{match}”",
}

score "change" {
  doc     = "A change claims two states and a direction.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "changes"),
  points  = 0.39,
  because = "says that something became more or less: “{match}”",
}

score "everybody-or-nobody" {
  doc     = "A word such as “every” or “never” is disproved by one case.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "absolutes"),
  points  = 0.36,
  because = "allows no exception: “{match}”",
}
