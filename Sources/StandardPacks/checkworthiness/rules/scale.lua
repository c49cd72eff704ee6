-- The scale is a probability: 1 / (1 + e^-sum) of the points, so that 0.5 means “as likely as not
-- that an editor would want this checked”. The base is what a claim starts from.

scale "check-worthiness" {
  doc     = "How much a claim deserves to be checked, from 0 to 1.",
  link    = "logistic",
  base    = -1,
  because = "where every claim starts: most things that are said need no check",
}
