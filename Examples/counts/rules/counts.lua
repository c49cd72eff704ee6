-- How much of a text is reported, quoted and hard enough to check. No code: every rule counts one thing.

scale "reported" {
  doc = "How much the text rests on what can be checked: quotations, speakers and figures, less hedges.",
}

scale "length" {
  doc = "Words as the analysis cuts them: 'didn't' is two, 'well-known' is two and a hyphen.",
}

score "quotations" {
  doc     = "A quotation in curly marks shows what was said.",
  on      = "article",
  scale   = "reported",
  match   = contains [[ [lower="“"] ]],
  each    = true,
  points  = 2,
  because = "{count} quotations",
}

score "straight-marks" {
  doc     = "Straight marks come in pairs, so each is half a quotation.",
  on      = "article",
  scale   = "reported",
  match   = contains [[ [lower="\""] ]],
  each    = true,
  points  = 1,
  because = "{count} straight quotation marks",
}

score "reporting-verbs" {
  doc     = "A reporting verb says that somebody else answers for the words.",
  on      = "article",
  scale   = "reported",
  match   = contains [[ [lower=@reporting] ]],
  each    = true,
  points  = 1,
  because = "{count} reporting verbs, the first “{match}”",
}

score "figures" {
  doc     = "A figure can be checked.",
  on      = "article",
  scale   = "reported",
  match   = contains [[ [shape=number|alphanumeric] ]],
  each    = true,
  points  = 0.5,
  because = "{count} numbers, the first “{match}”",
}

score "hedges" {
  doc     = "A hedge takes back a little of what is said.",
  on      = "article",
  scale   = "reported",
  match   = contains [[ [lower=@hedges] ]],
  each    = true,
  points  = -1.5,
  because = "{count} hedges, the first “{match}”",
}

score "words" {
  doc     = "How long the text is, to compare it with others.",
  on      = "article",
  scale   = "length",
  match   = contains [[ [shape=lower|capitalised|upper|mixed] ]],
  each    = true,
  points  = 1,
  because = "{count} words",
}
