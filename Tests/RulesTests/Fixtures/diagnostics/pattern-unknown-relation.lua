extract "rejected" {
  doc   = "A source rejects something.",
  match = [[ cue:@deny >nsbuj source >obj content ]],
}
