-- How firmly the source stands by what it says.

scale "commitment" {
  doc  = "How firmly a claim is asserted: 0 is a plain assertion, below 0 it is weakened.",
  link = "sum",
}

score "hedged" {
  doc     = "A claim whose content is hedged is asserted less firmly.",
  scale   = "commitment",
  match   = has "hedge",
  points  = -1,
  because = "hedged by “{match}”",
}

score "weak-cue" {
  doc     = "Who believes, suspects or fears says less than who knows.",
  scale   = "commitment",
  match   = cue(lexicon "weak-cues"),
  points  = -1,
  because = "“{match}” commits the source to little",
}

score "distanced" {
  doc     = "The article keeps its distance with the verb it chose.",
  scale   = "commitment",
  match   = cue(lexicon "distancing-cues"),
  points  = -0.5,
  because = "the article writes “{match}”, which leaves open whether it is so",
}
