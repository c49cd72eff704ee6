extract "rejected" {
  doc   = "A denial.",
  match = [[ source:<np> cue:@deny content:<np> ]],
  upto  = { "while" },
}

extract "refused" {
  doc   = "A refusal.",
  match = [[ source:<np> cue:@deny content:<np> ]],
  upto  = [[ "," @whlie ]],
}
