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
  "The mayor ignored {source|the union's} {cue|warning} that {content|the mine was unsafe}.",
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

test "reports-of leaves this alone" { "He filed two pages of numbers." }
test "fears-that leaves this alone" { "The dam that broke was old." }
test "noun-with-source leaves this alone" { "The union's house that burned was old." }
test "noun-about leaves this alone" { "The roof of the union's house leaked." }
test "noun-made leaves this alone" { "The cook made a soup of fish." }
test "feeling-voiced leaves this alone" { "The express train stopped at Arle." }
