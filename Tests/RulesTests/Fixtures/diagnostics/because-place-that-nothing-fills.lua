score "denied" {
  doc     = "A condition without words.",
  scale   = "tone",
  match   = is { stance = "denies" },
  points  = 1,
  because = "denied: “{match}”",
}
score "said-sentence" {
  doc     = "A sentence has no source of its own.",
  on      = "sentence",
  scale   = "tone",
  match   = contains "said",
  points  = 1,
  because = "{source} said “{match}”",
}
