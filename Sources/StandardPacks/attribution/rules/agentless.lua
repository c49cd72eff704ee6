-- Claims that nobody is named for, and those whose source stands in a passive.

-- What follows is no longer what the source says: …, adding D; … – although A.
local turn = [[ "," while? [lower=@adding-forms|@judging-forms & !quoted] | ","? (and | but) ADV? [lower=said|called|described|denied|added|told & !quoted] | ("," | "–" | "—" | "-") [lower=although|though|while & !quoted] ]]

extract "passive" {
  doc    = "Somebody is said, thought or known to do something, nobody says by whom: X is believed to C.",
  match  = [[ cue.verb:[lemma=@belief|@report|@claim|@predict|@knowledge & lower!=supposed|called & !quoted] >nsubj:pass content >xcomp|ccomp content2:[lemma!=@stance-verbs|@accuse|@deny] !>obl:agent ]],
  rank   = 1,
  nested = false,
  upto   = turn,
}

extract "it-is-said" {
  doc    = "“It” is nobody: it is said that C.",
  match  = [[ cue.verb:[lemma=@belief|@report|@claim|@predict|@knowledge|@statement-verbs & pos=VERB & !quoted] >expl|nsubj:pass|nsubj [lower=it] >aux:pass >ccomp content.onwards ]],
  rank   = 1.1,
  nested = false,
  upto   = turn,
}

extract "told-passive" {
  doc    = "Somebody is told that something is so, nobody says by whom: Y was told that C.",
  match  = [[ cue.verb:[lemma=tell|inform|assure|notify|advise & pos=VERB & !quoted] >nsubj:pass [lower!=it] >ccomp content.onwards !>obl:agent ]],
  rank   = 1.3,
  nested = false,
  upto   = turn,
}

extract "passive-denied" {
  doc    = "The same with a negation: X is not believed to C.",
  match  = [[ cue.verb:[lemma=@belief|@report|@claim|@predict|@knowledge & !quoted] >nsubj:pass content >xcomp|ccomp content2 >advmod [lower=not|n't|never] !>obl:agent ]],
  stance = "denies",
  rank   = 2,
  upto   = turn,
}

extract "passive-by" {
  doc    = "The source of a passive stands behind “by”: C was criticised by X.",
  match  = [[
    cue.verb:[lemma=@statement-verbs|@stance-verbs & lemma!=@telling-verbs|see|hear|own|ask|issue & pos=VERB & !quoted] >nsubj:pass content >obl|obl:agent source
    source >case by:[lower=by]
  ]],
  nested = false,
  upto   = turn,
}

extract "seeming" {
  doc    = "Something seems so to the writer or to all: X appears to C.",
  match  = [[ cue.verb:[lemma=seem|appear & !quoted] >nsubj content >xcomp content2:[lemma!=@stance-verbs|@accuse|@deny|@speech-verbs] ]],
  nested = false,
  upto   = turn,
}

extract "seen-as" {
  doc    = "A passive says what something is taken for, by whom is left open: X is seen as C.",
  match  = [[
    cue.verb:[lemma=see|view|regard|describe|portray|cast|know|identify|perceive|characterize|characterise|depict|hail|dismiss|denounce & !quoted] >nsubj:pass content >obl|advcl|xcomp content2 !>obl:agent
    content2 >case|mark [lower=as]
  ]],
  rank   = 1,
  nested = false,
  upto   = turn,
}

extract "seen-as-by" {
  doc    = "The same with those who take it for that: X is seen by S as C.",
  match  = [[
    cue.verb:[lemma=see|view|regard|describe|portray|cast|know|perceive|characterize|characterise|depict|hail|dismiss|denounce & !quoted] >nsubj:pass content >obl|obl:agent source >obl|advcl|xcomp content2
    source >case by:[lower=by]
    content2 >case|mark [lower=as]
  ]],
  rank   = 1.1,
  nested = false,
  upto   = turn,
}

extract "announced" {
  doc    = "What was announced, criticised or named, nobody being said to have done it: C was criticised.",
  match  = [[ cue.verb:[(@accuse | lemma=announce|charge|name|nominate|mention|reject|dismiss|confirm|endorse|declare|disclose|reveal|attribute|remember|recognize|recognise|approve|question) & !quoted] >nsubj:pass content:[lower!=nobody|none|nothing|anybody|anyone] >aux:pass !>advmod [lower=not|n't|never] !>obl:agent ]],
  nested = false,
}

extract "hearsay-adverb" {
  doc    = "One word says that others say so: allegedly, reportedly.",
  match  = [[ content.onwards:[pos=VERB|ADJ|NOUN & !quoted] >advmod cue:[lower=allegedly|reportedly|purportedly & !quoted] ]],
  nested = false,
  upto   = turn,
}

extract "announced-as" {
  doc    = "The same with the reason: Y was criticised for C, named as C, charged with C.",
  match  = [[
    cue.verb:[(@accuse | lemma=announce|charge|name|nominate|mention|reject|dismiss|confirm|endorse|declare|disclose|reveal|attribute|remember|recognize|recognise|approve|question) & !quoted] >nsubj:pass content >aux:pass >obl|advcl|xcomp content2 !>obl:agent
    content2 >case|mark cue2:[lower=for|as|with|of|to]
  ]],
  rank   = 0.5,
  nested = false,
}
