score "hedged" {
  doc     = "A hedged claim.",
  scale   = "commitment",
  match   = contains(lexicon "hedges"),
  points  = -2,
  because = "hedged by “{mach}” of {speaker}",
}
score "hedged-number" {
  doc     = "A hedged number.",
  scale   = "commitment",
  match   = contains "hedge:@hedges number:<figure>",
  points  = -2,
  because = "“{hedg}” before {number}",
}
