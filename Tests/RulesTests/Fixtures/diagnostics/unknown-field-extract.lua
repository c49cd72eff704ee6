extract "quoted-speech" {
  doc = "A quotation with its source.",
  on  = "quotation",
  fnd = function(quotation)
    return { content = quotation }
  end,
}
