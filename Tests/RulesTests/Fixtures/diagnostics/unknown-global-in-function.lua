score "long" {
  doc   = "A long claim.",
  scale = "length",
  weigh = function(claim)
    if #clam.content.text > 200 then return 1, "long" end
  end,
}
