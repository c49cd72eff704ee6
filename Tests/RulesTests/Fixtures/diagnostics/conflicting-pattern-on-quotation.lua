extract "rejected" {
  doc   = "A source rejects something.",
  on    = "quotation",
  match = [[ source:<np> cue:@deny content:<np> ]],
}
