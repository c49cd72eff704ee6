-- Who blames whom, and for what.

extract "accusation" {
  doc   = "A source accuses somebody of something: X accused Y of doing C.",
  match = [[ cue.verb:[lemma=@accuse] >nsubj source >obj content >advcl|obl|xcomp|ccomp content2 ]],
  type  = "accusation",
  rank  = 2,
}

extract "criticism" {
  doc   = "A source finds fault with somebody or something: X criticised Y.",
  match = [[ cue.verb:[lemma=@accuse] >nsubj source >obj content ]],
  type  = "accusation",
  rank  = 1,
}
