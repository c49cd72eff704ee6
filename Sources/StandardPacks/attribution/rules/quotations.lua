-- Direct speech: the quotation marks say where the content begins and ends, however many sentences it
-- has.

extract "quotation-then-source" {
  doc   = "“C,” X said.",
  match = [[ content:<quotation> ","? source:<np> ("," ..{1,12} ",")? cue:(AUX* ADV? [@statement-verbs & !quoted]) ]],
  rank  = 3,
}

extract "quotation-then-verb" {
  doc   = "“C,” said X.",
  match = [[ content:<quotation> ","? cue:(AUX* [@statement-verbs & !quoted]) source:<np> ]],
  rank  = 3,
}

extract "source-then-quotation" {
  doc   = "X said: “C.”",
  match = [[ source:<np> ("," ..{1,12} ",")? cue:(AUX* ADV? [@statement-verbs & !quoted]) [!punctuation & pos!=VERB]{0,8} ("," | ":") content:<quotation> ]],
  rank  = 3,
}

extract "source-with-colon" {
  doc   = "A name, a colon and the speaker's words: X: “C.”",
  match = [[ ^ source:<np> cue:":" content:<quotation> ]],
}

extract "adding-quotation" {
  doc   = "X did A, adding: “C.”",
  match = [[
    cue:[lower=@adding-forms] [!punctuation & pos!=VERB]{0,6} ("," | ":")? content:<quotation>
    cue << main
    main:[dep=root] >nsubj source
  ]],
  rank  = 2,
}
