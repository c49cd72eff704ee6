extract "rejected" {
  doc   = "A source rejects something.",
  match = [[ source:<np> cue:@deny content:<np> ]],
}
score "rejected" {
  doc     = "A rejected claim.",
  scale   = "commitment",
  points  = 1,
  because = "rejected",
}
scale "commitment" { doc = "How firmly it is said." }
scale "commitment" { doc = "Once more." }
