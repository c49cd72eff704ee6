extract "rejected" {
  doc   = "A source rejects something.",
  match = [[ source:<np> cue:@deny content:<np> ]]
  stance = "denies",
}
