-- Claims that nobody is named for, and those whose source stands in a passive.

extract "passive" {
  doc   = "Somebody is said, thought or known to do something, nobody says by whom: X is believed to C.",
  match = [[ cue.verb:[lemma=@belief|@report|@claim|@predict|@knowledge & lower!=supposed|called & !quoted] >nsubj:pass content >xcomp|ccomp content2 !>obl:agent ]],
  rank  = 1,
}

extract "passive-denied" {
  doc    = "The same with a negation: X is not believed to C.",
  match  = [[ cue.verb:[lemma=@belief|@report|@claim|@predict|@knowledge & !quoted] >nsubj:pass content >xcomp|ccomp content2 >advmod [lower=not|n't|never] !>obl:agent ]],
  stance = "denies",
  rank   = 2,
}

extract "passive-by" {
  doc   = "The source of a passive stands behind “by”: C was criticised by X.",
  match = [[
    cue.verb:[lemma=@statement-verbs|@stance-verbs & pos=VERB & !quoted] >nsubj:pass content >obl|obl:agent source
    source >case by:[lower=by]
  ]],
}

extract "seeming" {
  doc   = "Something seems so to the writer or to all: X appears to C.",
  match = [[ cue.verb:[lemma=seem|appear & !quoted] >nsubj content >xcomp content2 ]],
}
