extract "rejected" {
  doc   = "A source rejects something.",
  match = function(sentence) return nil end,
}
score "loud" {
  doc     = "A loud claim.",
  scale   = "tone",
  match   = function(claim) return true end,
  points  = 1,
  because = "loud",
}
