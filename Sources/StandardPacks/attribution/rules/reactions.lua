-- What sources feel, want and ask for, and what they take a stand on.

extract "reaction" {
  doc    = "A source feels something about what happened: X welcomed C.",
  match  = [[ cue.verb:[@reaction & !quoted] >nsubj source >obj content ]],
  stance = "reacts",
  rank   = 1,
}

extract "stand" {
  doc   = "The object of the verb is what the source speaks of or stands for: X supports C, X announced C.",
  match = [[ cue.verb:[@stance-verbs & pos=VERB & !quoted] >nsubj source >obj content ]],
}

extract "stand-as" {
  doc   = "What is said of the object belongs to it: X described Y as C, X compared Y to C.",
  match = [[
    cue.verb:[@stance-verbs & pos=VERB & !quoted] >nsubj source >obj content >obl|xcomp|advcl content2
    content2 >case|mark [lower=as|to|for|with|like]
  ]],
  rank  = 1,
}

extract "speaking-of" {
  doc   = "The topic stands behind a preposition: X talked about C, X called for C.",
  match = [[
    cue.verb:[@speaking-verbs & pos=VERB & !quoted] >nsubj source >obl content
    content >case cue2:[lower=about|for|of|against]
  ]],
}

extract "speaking-to" {
  doc   = "The topic stands behind “to”, “on”, “at” or “with”: X pointed to C, X agreed with C.",
  match = [[
    cue.verb:[@pointing-verbs & pos=VERB & !quoted] >nsubj source >obl content
    content >case cue2:[lower=to|on|at|with]
  ]],
}

extract "attitude" {
  doc   = "An adjective says what the source thinks of something: X was confident that C, aware of C.",
  match = [[ cue.head:[@attitude-adjectives & !quoted] >nsubj source >cop|aux cue2 >ccomp|advcl|xcomp content ]],
}

extract "attitude-about" {
  doc   = "The same with a preposition: X was aware of C.",
  match = [[
    cue.head:[@attitude-adjectives & !quoted] >nsubj source >cop cue2 >obl content
    content >case cue3
  ]],
}

extract "intention" {
  doc   = "A source wants, plans or promises something: X plans to C.",
  match = [[ cue.verb:[@commissive & !quoted] >nsubj source >xcomp content:[lemma!=@inquiry] ]],
}

extract "directive" {
  doc   = "A source asks or orders somebody to do something: X urged Y to C.",
  match = [[
    cue.verb:[@directive & !quoted] >nsubj source >obj|iobj content >xcomp|ccomp content2
    content2 >mark [lower=to]
  ]],
  rank  = 1,
}

extract "question" {
  doc    = "A source asks something: X asked whether C.",
  match  = [[ cue.verb:[@inquiry & !quoted] >nsubj source >ccomp content ]],
  stance = "asks",
  rank   = 1,
}

extract "evidence-shown" {
  doc      = "A source shows something to be examined: X showed reporters C.",
  match    = [[ cue.verb:[lemma=show|present|produce|release|publish & !quoted] >nsubj source >obj content:[@evidence-things] ]],
  type     = "evidence-offered",
  evidence = "offered",
  rank     = 1,
}
