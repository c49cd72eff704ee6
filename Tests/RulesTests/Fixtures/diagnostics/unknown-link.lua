scale "check-worthiness" {
  doc  = "How much a claim deserves checking.",
  link = "logistics",
}
