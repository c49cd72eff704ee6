test "the future cannot be checked yet" {
  "{source|The minister} {cue|said} {content|the bridge will open next spring}.",
  "{source|The minister} {cue|said} {content|they are going to rebuild the bridge}.",
  scores = { "prediction" },
}
test "the past can" {
  "{source|The minister} {cue|said} {content|the bridge opened last spring}.",
  silent = { "prediction", "opinion", "question", "wish" },
}
test "a judgement has no record" {
  "{source|The minister} {cue|said} {content|it was a shameful decision}.",
  scores = { "opinion" },
}
test "a question claims nothing" {
  "{source|The reporter} {cue|asked} {content|whether the bridge was safe}.",
  stance = "asks",
  scores = { "question" },
}
test "what should be is not what is" {
  "{source|The minister} {cue|said} {content|the council must repair the bridge}.",
  "{source|The minister} {cue|promised} {content|to repair the bridge}.",
  scores = { "wish" },
}
test "nothing to hold on to" {
  "{source|The minister} {cue|said} {content|things were under control}.",
  scores = { "nothing-to-hold-on-to" },
}
test "a name is something to hold on to" {
  "{source|The minister} {cue|said} {content|Maren Tolvik was in control}.",
  silent = { "nothing-to-hold-on-to" },
}
