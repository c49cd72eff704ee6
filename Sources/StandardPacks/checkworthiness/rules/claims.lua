-- What only a claim with a source can be weighed by. The debates from which the other points are fitted
-- have no such claims, so these points are chosen, not fitted.

score "accusation" {
  doc     = "An accusation harms somebody if it is wrong.",
  scale   = "check-worthiness",
  match   = is { type = "accusation" },
  points  = 0.8,
  because = "accuses somebody",
}

score "denial" {
  doc     = "A denial means that two accounts can be compared.",
  scale   = "check-worthiness",
  match   = is { stance = "denies" },
  points  = 0.5,
  because = "denies what somebody else put forward",
}

score "asked" {
  doc     = "Who asks claims nothing.",
  scale   = "check-worthiness",
  match   = is { stance = "asks" },
  points  = -1.5,
  because = "asks instead of claiming: “{cue}”",
}

score "without-evidence" {
  doc     = "A claim for which no evidence was given is the reader’s to check.",
  scale   = "check-worthiness",
  match   = is { evidence = "none" },
  points  = 0.5,
  because = "the article says that no evidence was given",
}
