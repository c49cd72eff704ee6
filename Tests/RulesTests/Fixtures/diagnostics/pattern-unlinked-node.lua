extract "rejected" {
  doc   = "A source rejects something.",
  match = [[
    cue:@deny >nsubj source
    contnt >advmod [lemma=never]
    cue >obj content
  ]],
}
