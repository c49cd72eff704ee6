-- Who says that something is so. Two kinds of evidence: a clause that hangs on a verb with a subject of
-- its own, and the order of the words where the tree is often wrong, above all behind a comma at the
-- end. Words inside a quotation are the speaker's and start no claim of another's.

extract "statement" {
  doc   = "A source says that something is so: X said (that) C.",
  match = [[ cue.verb:[pos=VERB & lemma!=@causing-verbs & !quoted] >nsubj source >ccomp content:[lower!=@adding-forms] ]],
}

extract "statement-behind" {
  doc   = "The attribution ends the sentence: C, X said on Tuesday.",
  match = [[ ^ content:.. "," source:<np> cue:(AUX* ADV? [@statement-verbs & !quoted]) [pos!=VERB|AUX & !punctuation]{0,8} $ ]],
  where = contains [[ [pos=VERB|AUX] ]],
  rank  = 1,
}

extract "statement-inverted" {
  doc   = "The attribution ends the sentence, verb first: C, said X.",
  match = [[ ^ content:.. "," cue:(AUX* [@statement-verbs & lower!=@adding-forms|including|according|using & !quoted]) source:<np> ("," ..)? $ ]],
  where = contains [[ [pos=VERB|AUX] ]],
  rank  = 1,
}

extract "statement-between" {
  doc   = "The attribution stands between commas: C1, X said, C2.",
  match = [[ ^ content:.. "," source:<np> cue:(AUX* ADV? [@statement-verbs & !quoted]) [pos!=VERB|AUX & !punctuation]{0,4} "," content:.. $ ]],
  where = contains [[ [pos=VERB|AUX] ]],
  rank  = 1,
}

extract "statement-cut" {
  doc   = "What follows the content is not part of it: X said C, adding D; X said C – although A.",
  match = [[
    source:<np> cue:(AUX* [@statement-verbs & !quoted]) that? content:..
    ("," while? [lower=@adding-forms] | ("," | "–" | "—" | "-") (although | though) | "(" .. ")" $)
  ]],
  where = contains [[ [pos=VERB|AUX] ]],
  rank  = 1,
}

extract "statement-dated" {
  doc   = "“That” or a date says where the content begins: X said on Tuesday that C, X told the board that C.",
  match = [[ source:<np> cue:(AUX* ADV? [@statement-verbs & !quoted]) ([pos!=VERB|AUX & !punctuation & lower!=that]{0,6} that | earlier | later | on? <date>) content:.. $ ]],
  where = contains [[ [pos=VERB|AUX] ]],
  rank  = 0.5,
}

extract "statement-shared-source" {
  doc   = "A second verb shares the source of the first: X denied A but said B.",
  match = [[
    cue.verb:[pos=VERB & lemma!=@causing-verbs & !quoted] <conj first !>nsubj|nsubj:pass >ccomp content
    first >nsubj source
  ]],
}

extract "statement-added" {
  doc   = "A further content after the first: X did A, adding that B.",
  match = [[
    ("," | while | and) cue:[lower=@adding-forms & !quoted] that? content:.. $
    cue << main
    main:[dep=root] >nsubj source
  ]],
  where = contains [[ [pos=VERB|AUX] ]],
  rank  = 1,
}

extract "according-to" {
  doc   = "The source stands behind “according to”: C, according to X.",
  match = [[ ^ content:.. ","? cue:(according to) source:<np> ("," .. | [pos=ADP] .. | which ..)? $ ]],
  where = contains [[ [pos=VERB|AUX] ]],
  rank  = 1,
}

extract "according-to-first" {
  doc   = "The source stands in front: according to X, C.",
  match = [[ ^ ..{0,2} cue:(according to) source:<np> ..{0,12} "," content:.. $ ]],
  where = contains [[ [pos=VERB|AUX] ]],
  rank  = 1,
}
