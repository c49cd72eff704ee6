extract "first" {
  doc   = "The mistake is in this one.",
  match = [[ source:<np> cue:said content:.. ]] oops
}
extract "second" {
  doc  = "This one has a mistake of its own.",
  mtch = [[ source:<np> cue:said content:.. ]],
}
