extract "rejected" {
  doc    = "A source rejects something.",
  stance = "denies",
}
