score "hedged" {
  doc     = "A hedged claim.",
  scale   = 7,
  match   = contains(lexicon "hedges"),
  points  = -2,
  because = 4.5,
}
