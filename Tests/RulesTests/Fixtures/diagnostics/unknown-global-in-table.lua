extract "rejected" {
  doc   = "A source denies something.",
  match = [[ source:<np> cue:[lemma=deny] content:<np> ]],
  stan
}
