score "denied" {
  doc     = "A denied claim.",
  scale   = "commitment",
  match   = "stance = denies",
  points  = 1,
  because = "denied",
}
