extract "rejected" {
  doc   = "A source rejects something.",
  match = "source:<np> \"\u{201C}\" cue:[lema=deny] content:<np>",
}
