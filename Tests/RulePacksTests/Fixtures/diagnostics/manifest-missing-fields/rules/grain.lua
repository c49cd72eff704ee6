score "grain" {
  doc     = "A sentence about grain.",
  on      = "sentence",
  scale   = "watch",
  match   = contains "grain",
  points  = 1,
  because = "mentions “{match}”",
}
