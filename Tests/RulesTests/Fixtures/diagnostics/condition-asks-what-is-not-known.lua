extract "rejected" {
  doc   = "A rule cannot ask for what is known only of finished claims.",
  match = [[ source:<np> cue:@deny content:<np> ]],
  where = all { has "source", is { stance = "denies" } },
}
score "denied-sentence" {
  doc     = "A sentence has no stance.",
  on      = "sentence",
  scale   = "tone",
  match   = is { stance = "denies" },
  points  = 1,
  because = "denied",
}
score "sourced-article" {
  doc     = "Nor has an article a cue.",
  on      = "article",
  scale   = "tone",
  match   = any { has "figure", lacks(has "cue") },
  points  = 1,
  because = "no cue",
}
