-- Who says that something is so. The cue is a verb of saying, thinking, knowing or showing, and the
-- content a clause of its own: “X said (that) C”, “C, X said”, “C1, X said, C2”.

extract "statement" {
  doc   = "A source says that something is so: X said (that) C; C, X said.",
  match = [[ cue.verb:[lemma=@statement-verbs] >nsubj source >ccomp content ]],
}

extract "statement-inserted" {
  doc   = "The attribution stands inside or behind the content: C1, X said, C2.",
  match = [[
    content >parataxis cue.verb:[lemma=@statement-verbs]
    cue >nsubj source
  ]],
}

extract "statement-shared-source" {
  doc   = "A second verb shares the source of the first: X denied A but said B.",
  match = [[
    cue.verb:[lemma=@statement-verbs] <conj first !>nsubj|nsubj:pass >ccomp content
    first >nsubj source
  ]],
}

extract "statement-added" {
  doc   = "A further content after the first: X did A, adding that B.",
  match = [[
    cue.verb:[lemma=@statement-verbs & lower=@adding-forms] <advcl|xcomp|acl main !>nsubj >ccomp content
    main >nsubj source
  ]],
}

extract "according-to" {
  doc   = "The source stands behind “according to”.",
  match = [[
    content >obl|nmod|advmod source
    source >case cue:according
  ]],
}
