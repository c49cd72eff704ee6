-- This pack only weighs, so the marks are the claims it is given.

test "a figure can be looked up" {
  "{source|The mayor} {cue|said} {content|the dam holds 40 million litres}.",
  scores = { "figure" },
}
test "no figure, no score for one" {
  "{source|The mayor} {cue|said} {content|the dam holds}.",
  silent = { "figure", "money-or-share", "comparison", "cause", "everybody-or-nobody", "dated" },
}
test "money" {
  "{source|The minister} {cue|said} {content|the bridge cost $3 million}.",
  "{source|The minister} {cue|said} {content|a third of the budget was gone}.",
  scores = { "money-or-share" },
}
test "a share" {
  "{source|The union} {cue|said} {content|12 percent of the nurses had left}.",
  scores = { "money-or-share", "figure" },
}
test "a number that is neither money nor a share" {
  "{source|The union} {cue|said} {content|40 nurses had left}.",
  silent = { "money-or-share" },
}
test "a comparison" {
  "{source|Orla Fenn} {cue|argued} {content|rents were higher than in Porthen}.",
  "{source|Orla Fenn} {cue|argued} {content|rents had doubled}.",
  scores = { "comparison" },
}
test "high is not higher" {
  "{source|Orla Fenn} {cue|argued} {content|rents were high}.",
  silent = { "comparison" },
}
test "one thing led to another" {
  "{source|The inquiry} {cue|found} {content|the fire was caused by a faulty cable}.",
  scores = { "cause" },
}
test "two things that only happened" {
  "{source|The inquiry} {cue|found} {content|the cable was faulty and there was a fire}.",
  silent = { "cause" },
}
test "no exception allowed" {
  "{source|The company} {cue|insisted} {content|it had never missed an inspection}.",
  scores = { "everybody-or-nobody" },
}
test "an exception allowed" {
  "{source|The company} {cue|insisted} {content|it had passed most inspections}.",
  silent = { "everybody-or-nobody" },
}
test "about somebody with a name" {
  "{source|The driver} {cue|said} {content|Maren Tolvik had signed the permit}.",
  scores = { "named-party" },
}
test "about nobody in particular" {
  "{source|The driver} {cue|said} {content|somebody had signed the permit}.",
  silent = { "named-party" },
}
test "a date narrows it down" {
  "{source|The driver} {cue|said} {content|the permit was signed in March 2024}.",
  scores = { "dated" },
}
test "once is no date" {
  "{source|The driver} {cue|said} {content|the permit was signed once}.",
  silent = { "dated" },
}
test "an accusation weighs" {
  "{source|The union} {cue|accused} {content|the harbour board of hiding the report}.",
  type   = "accusation",
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
