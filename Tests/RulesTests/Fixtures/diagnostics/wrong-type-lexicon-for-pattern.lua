extract "rejected" {
  doc   = "A source rejects something.",
  match = lexicon "deny",
}
