extract "rejected" {
  doc   = "A source rejects something.",
  match = [[
    source:<np>
    cue:[lemma=deny & pos=VERBS]
    content:<np>
  ]],
}
