score "endless" {
  doc     = "A claim without measure.",
  scale   = "commitment",
  points  = 1/0,
  because = "it weighs more than everything else",
}
