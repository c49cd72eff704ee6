score "denied" {
  doc     = "A denied claim.",
  scale   = "commitment",
  match   = 3,
  points  = 1,
  because = "denied",
}
