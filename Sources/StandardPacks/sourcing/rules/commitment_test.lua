test "a hedge weakens the claim" {
  "{source|Maren Tolvik} {cue|said} {content|the dam may be unsafe}.",
  scores = { "hedged" },
}
test "a plain assertion" {
  "{source|Maren Tolvik} {cue|said} {content|the dam was unsafe}.",
  silent = { "hedged", "weak-cue", "distanced" },
}
test "who suspects says less than who knows" {
  "{source|Maren Tolvik} {cue|suspects} {content|the dam is unsafe}.",
  scores = { "weak-cue" },
}
test "the article keeps its distance" {
  "{source|Maren Tolvik} {cue|alleged} {content|the dam was unsafe}.",
  scores = { "distanced" },
}
