extract "rejected" {
  doc   = "A source rejects something.",
  match = [[ source:<np> cue:[lemma=deny content:<np> ]],
}
