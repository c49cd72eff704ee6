score "long" {
  doc   = "A long claim.",
  scale = "length",
  weigh = function(claim)
    if claim.stance = "denies" then return 1, "denied" end
  end,
}
