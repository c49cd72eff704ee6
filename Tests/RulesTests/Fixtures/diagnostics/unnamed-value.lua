extract "rejected" {
  "A source rejects something.",
  match = [[ source:<np> cue:@deny content:<np> ]],
}
