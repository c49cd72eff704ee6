-- Who stands behind a claim. The scale is a plain sum: below 0 the reader is asked to take somebody's
-- word for it.

scale "sourcing" {
  doc  = "How well a claim is sourced: above 0 somebody answers for it, below 0 nobody does.",
  link = "sum",
}

score "named-source" {
  doc     = "Somebody with a name answers for the claim.",
  scale   = "sourcing",
  match   = has "source-name",
  points  = 1,
  because = "{name} is named as the source",
}

score "unnamed-source" {
  doc     = "A source without a name cannot be asked again.",
  scale   = "sourcing",
  match   = all { has "source", lacks(has "source-name") },
  points  = -1,
  because = "the source has no name: “{source}”",
}

score "no-source" {
  doc     = "Nobody is said to have said it.",
  scale   = "sourcing",
  match   = is { type = "agentless" },
  points  = -2,
  because = "the article does not say who claims this (“{cue}”)",
}

score "second-hand" {
  doc     = "What one source says that another has said passed through two mouths.",
  scale   = "sourcing",
  match   = all { has "parent", has "source" },
  points  = -1,
  because = "comes second-hand: somebody else says what {name} said",
}

score "document" {
  doc     = "A document can be read again.",
  scale   = "sourcing",
  match   = source(lexicon "documents"),
  points  = 0.5,
  because = "rests on a document: “{match}”",
}

score "no-evidence" {
  doc     = "The article says that no evidence was given.",
  scale   = "sourcing",
  match   = is { evidence = "none" },
  points  = -1,
  because = "the article says that no evidence was given",
}

score "evidence-offered" {
  doc     = "The source shows something that can be examined.",
  scale   = "sourcing",
  match   = is { evidence = "offered" },
  points  = 1,
  because = "evidence is offered",
}
