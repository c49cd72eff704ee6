-- The scale is a probability: 1 / (1 + e^-sum) of the points, so that 0.5 means “as likely as not
-- that an editor would want this checked”. The base is what everything said starts from.
--
-- The points of all rules that weigh sentences, and the base, are fitted by scripts/fit-checkworthiness,
-- which says how good they are. Claims are weighed by the same rules, in their contents alone, and by
-- those of claims.lua.

scale "check-worthiness" {
  doc     = "How much a claim deserves to be checked, from 0 to 1.",
  link    = "logistic",
  base    = -1.46,
  article = "highest",
  keep    = 0.5,
  because = "where everything said starts: most of it needs no check",
}
