-- What a source does not say. The words are in the article, but nobody asserts them.

extract "stopped-short" {
  doc    = "A source stops short of a statement: X stopped short of saying C.",
  match  = [[
    cue:(outer:[lemma=stop & !quoted] short of verb:[@statement-verbs])
    outer >nsubj source
    verb >ccomp content
  ]],
  stance = "withholds",
  rank   = 3,
}

extract "stopped-short-of-it" {
  doc    = "A source stops short of a reproach or a judgement: X stopped short of blaming Y.",
  match  = [[
    cue:(outer:[lemma=stop & !quoted] short of [@statement-verbs | @accuse | @stance-verbs]) content:([!punctuation] [!punctuation & lower!=but|and]{0,20})
    outer >nsubj source
  ]],
  stance = "withholds",
  rank   = 2.9,
}

extract "neither-confirmed" {
  doc    = "A source takes no side: X would neither confirm nor deny C.",
  match  = [[
    cue:(AUX* ADV? (neither | not) [lemma=confirm & !quoted] (nor | or) [lemma=@deny|dispute & !quoted]) content:([!punctuation] ..) $
    cue >subject source
  ]],
  stance = "withholds",
  rank   = 3,
}

extract "declined" {
  nested = false,
  doc    = "A source will not say or do something: X declined to comment.",
  match  = [[ cue.verb:[@withhold & !quoted] >nsubj source >xcomp content ]],
  stance = "withholds",
  rank   = 2,
}

extract "declined-to" {
  doc    = "The same by the order of the words: X declined to comment on C.",
  match  = [[
    cue:(AUX* ADV? [@withhold & !quoted]) content:(to [pos=VERB|NOUN & !quoted] [!punctuation]{0,14})
    cue >subject source
  ]],
  stance = "withholds",
  rank   = 1.5,
  nested = false,
}

extract "no-answer" {
  doc    = "A source does not answer: X did not return calls.",
  match  = [[
    cue:(AUX ADV* [lower=not|n't] ADV* [lemma=respond|reply|return|answer & !quoted])
    to? content:([!punctuation & !quoted]{0,4} [lemma=request|question|call|message|inquiry|email|e-mail|query] ([lower=for|from|about|on|seeking] [!punctuation & !quoted]{1,6})?)
    cue >subject source
  ]],
  stance = "withholds",
  rank   = 2,
  nested = "second-hand",
}

extract "did-not-say" {
  doc    = "A source does not say something: X did not say whether C.",
  match  = [[ cue.verb:[lemma=say|tell|disclose|specify|reveal|confirm|elaborate & !quoted] >nsubj source >advmod [lower=not|n't|never] >ccomp content ]],
  stance = "withholds",
  rank   = 2,
}

extract "open-question" {
  doc    = "A source does not know yet: X was trying to assess whether C.",
  match  = [[
    cue.verb:[@inquiry & !quoted] >ccomp content
    content >mark [lower=whether|if]
    outer >xcomp cue >nsubj source
  ]],
  stance = "withholds",
  rank   = 2,
}
