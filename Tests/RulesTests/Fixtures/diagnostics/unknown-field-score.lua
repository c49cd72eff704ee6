score "hedged" {
  doc    = "A hedged claim.",
  on     = "claim",
  scale  = "commitment",
  match  = contains(lexicon "hedges"),
  points = -2,
  becuase = "hedged by “{match}”",
}
