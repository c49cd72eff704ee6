extract "nothing" {
  doc   = "It looks for nothing.",
  match = [[ ]],
}
score "nothing-too" {
  doc     = "Nor does this.",
  scale   = "tone",
  match   = contains "",
  points  = 1,
  because = "nothing",
}
