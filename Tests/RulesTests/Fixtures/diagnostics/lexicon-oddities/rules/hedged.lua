score "hedged" {
  doc     = "A hedged claim.",
  scale   = "commitment",
  match   = contains(lexicon "hedges"),
  points  = -2,
  because = "hedged by “{match}”",
}
