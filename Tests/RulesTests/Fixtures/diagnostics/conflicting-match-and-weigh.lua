score "hedged" {
  doc   = "A hedged claim.",
  scale = "commitment",
  match = contains(lexicon "hedges"),
  weigh = function(claim) return 1, "hedged" end,
}
