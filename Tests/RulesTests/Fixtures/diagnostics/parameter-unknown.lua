local most = parameter "most-words"
score "long" {
  doc     = "A long claim.",
  scale   = "length",
  points  = most,
  because = "long",
}
