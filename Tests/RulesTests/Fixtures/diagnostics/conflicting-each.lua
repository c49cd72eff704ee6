score "hedged" {
  doc     = "A hedged figure.",
  scale   = "commitment",
  match   = all { has "hedge", has "figure" },
  each    = true,
  points  = 2,
  because = "hedged {count} times",
}
score "often" {
  doc     = "Hedged often.",
  scale   = "commitment",
  match   = has "hedge",
  each    = 3,
  points  = 2,
  because = "hedged",
}
