-- This pack only weighs, so the marks are the claims it is given.

test "a named source answers for the claim" {
  "{source|Maren Tolvik} {cue|said} {content|the dam was safe}.",
  scores = { ["named-source"] = 1 },
}
test "a pronoun stands for a name" {
  "Mrs Tolvik visited the dam. {source|She} {cue|said} {content|it was safe}.",
  scores = { ["named-source"] = 1 },
}
test "officials cannot be asked again" {
  "{source|Officials} {cue|said} {content|the dam was safe}.",
  scores = { ["unnamed-source"] = -1 },
}
test "nobody says it" {
  "{content|The dam} {cue|is believed} {content|to be safe}.",
  type = "agentless",
  scores = { ["no-source"] = -2, ["weak-cue"] = -1 },
}
test "second-hand" {
  "{source|Maren Tolvik} {cue|said} {content|{source:2|engineers} {cue:2|found} {content:2|cracks in the dam}}.",
  scores = { "second-hand" },
}
test "first-hand" {
  "{source|Engineers} {cue|found} {content|cracks in the dam}.",
  silent = { "second-hand", "document", "no-evidence", "evidence-offered", "no-source" },
}
test "a document can be read again" {
  "{source|The report} {cue|says} {content|the dam was safe}.",
  scores = { "document" },
}
test "the article says that nothing backs it" {
  "{source|Maren Tolvik} {cue|said} {content|the dam was safe}, but gave no evidence.",
  scores = { "no-evidence" },
}
test "something is shown" {
  "{source|Maren Tolvik} {cue|showed} {content|photographs of the dam}.",
  type = "evidence-offered",
  evidence = "offered",
  scores = { "evidence-offered" },
}
test "a spokesman who is named behind a comma" {
  "{source|Its spokesman, Davit Orsale}, {cue|said} {content|the dam was safe}.",
  scores = { ["named-source"] = 1 },
}
test "a company that is named behind a comma" {
  "{source|The manufacturer, Ventis}, {cue|said} {content|the machines were safe}.",
  scores = { ["named-source"] = 1 },
}
