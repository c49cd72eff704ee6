extract "rejected" {
  doc   = "A source rejects something.",
  match = [[ source:<np> cue:VREB content:<np> ]],
}
