extract "rejected" {
  doc   = "A source rejects something.",
  match = contains(lexicon "deny"),
}
