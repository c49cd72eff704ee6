extract "Rejected Claims" {
  doc   = "A source rejects something.",
  match = [[ source:<np> cue:@deny content:<np> ]],
}
score "base" {
  doc     = "Its name is that of a scale's base.",
  scale   = "commitment",
  points  = 1,
  because = "always",
}
