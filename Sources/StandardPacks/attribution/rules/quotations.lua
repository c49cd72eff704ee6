-- Direct speech: the quotation marks say where the content begins and ends, however many sentences it has.

extract "quotation-then-source" {
  doc   = "“C,” X said.",
  match = [[ content:<quotation> ","? source:<np> cue:([pos=AUX]* [lemma=@statement-verbs]) ]],
  rank  = 1,
}

extract "quotation-then-verb" {
  doc   = "“C,” said X.",
  match = [[ content:<quotation> ","? cue:([pos=AUX]* [lemma=@statement-verbs]) source:<np> ]],
  rank  = 1,
}

extract "source-then-quotation" {
  doc   = "X said: “C.”",
  match = [[ source:<np> cue:([pos=AUX]* [lemma=@statement-verbs]) [pos=ADP|PRON|PROPN|NOUN|DET]{0,4} ("," | ":") content:<quotation> ]],
  rank  = 1,
}

extract "adding-quotation" {
  doc   = "X did A, adding: “C.”",
  match = [[
    cue:[lower=@adding-forms] ("," | ":")? content:<quotation>
    cue <advcl|xcomp|acl|conj|parataxis main
    main >nsubj source
  ]],
  rank  = 1,
}
