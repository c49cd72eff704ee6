extract "rejected" {
  doc    = "A denial.",
  match  = [[ source:<np> cue:@deny content:<np> ]],
  nested = "always",
}
