-- What sources feel, want and ask for.

extract "reaction" {
  doc    = "A source takes a stand on what happened: X welcomed C, X expressed surprise at C.",
  match  = [[ cue.verb:[lemma=@reaction] >nsubj source >obj|obl content ]],
  stance = "reacts",
}

extract "intention" {
  doc   = "A source wants, plans or promises something: X plans to C.",
  match = [[ cue.verb:[lemma=@commissive] >nsubj source >xcomp content ]],
}

extract "directive" {
  doc   = "A source asks or orders somebody to do something: X urged Y to C.",
  match = [[ cue.verb:[lemma=@directive] >nsubj source >obj content >xcomp content2 ]],
}

extract "question" {
  doc    = "A source asks something: X asked whether C.",
  match  = [[ cue.verb:[lemma=@inquiry] >nsubj source >ccomp content ]],
  stance = "asks",
  rank   = 1,
}

extract "evidence-shown" {
  doc      = "A source shows something to be examined: X showed reporters C.",
  match    = [[ cue.verb:[lemma=show|present|produce|release|publish] >nsubj source >obj content ]],
  type     = "evidence-offered",
  evidence = "offered",
}
