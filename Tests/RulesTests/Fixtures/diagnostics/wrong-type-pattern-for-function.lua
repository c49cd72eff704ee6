extract "rejected" {
  doc  = "A source rejects something.",
  find = [[ source:<np> cue:@deny content:<np> ]],
}
score "loud" {
  doc   = "A loud claim.",
  scale = "tone",
  weigh = contains("!"),
}
