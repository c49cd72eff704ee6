extract "rejected" {
  doc = "A source rejects.",
  match = [[ source:<np> cue:said content:<quotation> ]],
  stance = "denies",
}
