extract "rejected" {
  doc   = "A source rejects something.",
  match = [[ source:<np> cue:@denyy content:<np> ]],
}
