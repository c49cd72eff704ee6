-- This pack only weighs, so the marks are the claims it is given.

test "an accusation weighs" {
  "{source|The union} {cue|accused} {content|the harbour board of hiding the report}.",
  type = "accusation",
  scores = { "accusation" },
}
test "praise is no accusation" {
  "{source|The union} {cue|praised} {content|the harbour board}.",
  silent = { "accusation", "denial" },
}
test "a denial means two accounts" {
  "{source|The board} {cue|denied} {content|hiding the report}.",
  stance = "denies",
  scores = { "denial" },
}
test "who asks claims nothing" {
  "{source|The reporter} {cue|asked} {content|whether the bridge was safe}.",
  stance = "asks",
  scores = { "asked" },
}
test "who answers does" {
  "{source|The engineer} {cue|said} {content|the bridge was safe}.",
  silent = { "asked", "without-evidence" },
}
test "no evidence was given" {
  "{source|The engineer} {cue|said}, without evidence, {content|the bridge was safe}.",
  evidence = "none",
  scores = { "without-evidence" },
}
test "a claim is weighed by its content, not by the words around it" {
  "{source|Orla Fenn} {cue|said} in 2024 {content|the roof is low}.",
  scores = { "number-in-digits", "nothing-to-hold-on-to" },
}
