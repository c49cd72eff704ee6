score "hedged" {
  doc     = "A hedged claim.",
  scale   = "commitment",
  match   = contains(lexicon "hegdes"),
  points  = -2,
  because = "hedged by “{match}”",
}
score "loud" {
  doc     = "A loud claim.",
  scale   = "tone",
  match   = any { contains(lexicon "shouting"), contains("!") },
  points  = 1,
  because = "loud: “{match}”",
}
