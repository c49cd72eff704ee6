extract "rejected" {
  doc   = "A source rejects something.",
  match = [[ source:<nounphrase> cue:@deny content:<quote> ]],
}
