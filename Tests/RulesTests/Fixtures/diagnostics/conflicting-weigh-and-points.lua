score "hedged" {
  doc     = "A hedged claim.",
  scale   = "commitment",
  weigh   = function(claim) return 1, "hedged" end,
  points  = 2,
  because = "hedged",
}
