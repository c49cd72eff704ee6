-- Each rule of nouns.lua on a sentence it finds and on one that only looks like it.

test "reports of something" {
  "There were {cue|reports of} {content|miners fleeing the valley}.",
  rule = "reports-of",
  type = "agentless",
}

test "fears that something is so" {
  "There were {cue|fears} that {content|the dam would break}.",
  rule = "fears-that",
  type = "agentless",
}

test "a noun with its owner" {
  "Nobody heard {source|the union's} {cue|warning} that {content|the mine was unsafe}.",
  rule = "noun-with-source",
}

test "criticism of something" {
  "{source|The union's} {cue|criticism of} {content|the new rules} was harsh.",
  rule = "noun-about",
}

test "a verb and its noun" {
  "{source|The union} {cue|issued a warning} about {content|the new rules}.",
  rule = "noun-made",
}

test "a feeling about something" {
  "{source|Union leaders} {cue|expressed surprise} at {content|the new rules}.",
  rule = "feeling-voiced",
  stance = "reacts",
}

test "what is in the air" {
  "The meeting ended with {cue|calls for} {content|a new dam}.",
  rule = "in-the-air",
  type = "agentless",
}

test "opposition to something" {
  "{cue|Opposition to} {content|the dam} grew in spring.",
  rule = "view-of",
  type = "agentless",
}

test "a plan to do something" {
  "The {cue|proposal} {content|to close the mine} came late.",
  rule = "plan-to",
  type = "agentless",
}

test "a plan and whose it is" {
  "{source|The ministry} drew up a {cue|plan} {content|to close the mine}.",
  rule = "plan-of-subject",
}

test "a light verb and its noun" {
  "{source|The union} {cue|cast} some {cue|doubt} {content|on the new rules}.",
  rule = "noun-with-verb",
}

test "reports-of leaves this alone" { "He filed two pages of numbers." }
test "fears-that leaves this alone" { "The dam that broke was old." }
test "noun-with-source leaves this alone" { "The union's house that burned was old." }
test "noun-about leaves this alone" { "The roof of the union's house leaked." }
test "noun-made leaves this alone" { "The cook made a soup of fish." }
test "feeling-voiced leaves this alone" { "The express train stopped at Arle." }
test "in-the-air leaves this alone" { "The road for lorries is closed." }
test "view-of leaves this alone" { "The roof of the dam leaked." }
test "plan-to leaves this alone" { "The key to open the door was lost." }
test "plan-of-subject leaves this alone" { "The ministry bought a key to open the door." }
test "noun-with-verb leaves this alone" { "The cook put some salt on the fish." }

test "what could not be confirmed" {
  "{cue|Rumours} that {content|the mine would close} could not be confirmed.",
}
