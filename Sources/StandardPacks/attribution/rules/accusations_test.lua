-- Each rule of accusations.lua on a sentence it finds and on one that only looks like it.

test "one is accused of something" {
  "{source|The union} {cue|accused} {content|the mine of hiding the figures}.",
  rule = "accusation",
  type = "accusation",
}

test "two are accused of two things" {
  "{source|{source:2|The union}} {cue|{cue:2|accused}} {content|the mine of hiding figures}, and {content:2|the port of taking bribes}.",
  type = "accusation",
}

test "somebody is criticised" {
  "{source|The union} {cue|criticised} {content|the new rules}.",
  rule = "criticism",
  type = "accusation",
}

test "accusation leaves this alone" { "The mine hid the figures for years." }
test "accusation-first leaves this alone" { "The mine sold iron, and the port of Arle sold fish." }
test "criticism leaves this alone" { "The union met in a barn." }
test "accusation-further leaves this alone" { "The mine sold iron and the port sold fish." }

test "who blames herself accuses nobody" { "The boxer blamed herself." }
