scale "check-worthiness" { doc = "How much a claim deserves checking.", link = "logistic" }
score "figure" {
  doc     = "A claim with a figure.",
  scale   = "check-worthines",
  match   = has "figure",
  points  = 2,
  because = "gives the figure {figure}",
}
