extract "quoted" {
  doc  = "A quotation.",
  on   = "quotations",
  find = function(quotation) return { content = quotation } end,
}
extract "nested" {
  doc  = "A claim in a claim.",
  on   = "claim",
  find = function(claim) return nil end,
}
score "long" {
  doc     = "A long paragraph.",
  on      = "paragraph",
  scale   = "length",
  points  = 1,
  because = "long",
}
