score "loud" {
  doc     = "A loud claim.",
  scale   = "tone",
  match   = all {
    contains(lexicon "hedges"),
    any {
      contains "[pos=VREB]",
      lacks(contains "[lemma=oops"),
      is { stance = "denise" },
    },
    has "figur",
  },
  points  = 1,
  because = "loud",
}
