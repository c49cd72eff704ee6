score "hedged" {
  match = contains(lexicon "hedges"),
}
