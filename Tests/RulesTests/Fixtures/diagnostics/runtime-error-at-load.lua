local lists = {}
score "hedged" {
  doc     = "A hedged claim.",
  scale   = "commitment",
  match   = contains(lexicon "hedges"),
  points  = lists.weights.hedged,
  because = "hedged by “{match}”",
}
