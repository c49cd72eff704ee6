extract "rejected" {
  match = [[ source:<np> cue:@deny content:<np> ]],
}
