scale "check-worthiness" {
  doc  = "How much a claim deserves checking.",
  link = "logistic",
  bias = -1,
}
