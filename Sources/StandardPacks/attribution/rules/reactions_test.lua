-- Each rule of reactions.lua on a sentence it finds and on one that only looks like it.

test "somebody welcomes something" {
  "{source|The union} {cue|welcomed} {content|the new rules}.",
  rule = "reaction",
  stance = "reacts",
}

test "the object is the topic" {
  "{source|The minister} {cue|announced} {content|a plan for the valley}.",
  rule = "stand",
}

test "the object and what is said of it" {
  "{source|The minister} {cue|compared} {content|the dam to a castle}.",
  rule = "stand-as",
}

test "the topic stands behind a preposition" {
  "{source|The minister} {cue|called for} {content|a new dam}.",
  rule = "speaking-of",
}

test "the topic stands behind to" {
  "{source|The minister} {cue|pointed to} {content|the costs of the dam}.",
  rule = "speaking-to",
}

test "an adjective with a clause" {
  "{source|The minister} {cue|was confident} that {content|the dam would hold}.",
  rule = "attitude",
}

test "an adjective with a preposition" {
  "{source|The minister} {cue|was aware of} {content|the leak}.",
  rule = "attitude-about",
}

test "what a source wants" {
  "{source|The minister} {cue|promised} {content|to visit the valley}.",
  rule = "intention",
}

test "what a source asks of others" {
  "{source|The minister} {cue|urged} {content|residents to leave the valley}.",
  rule = "directive",
}

test "what a source asks" {
  "{source|The mayor} {cue|asked} {content|whether the dam would hold}.",
  rule = "question",
  stance = "asks",
}

test "documents are shown" {
  "{source|The minister} {cue|produced} {content|photographs of the leak}.",
  rule = "evidence-shown",
  type = "evidence-offered",
}

test "reaction leaves this alone" { "The boat reached the island." }
test "stand leaves this alone" { "The carpenter built a table." }
test "stand-as leaves this alone" { "The carpenter used the door as a table." }
test "speaking-of leaves this alone" { "The boat left for the island." }
test "speaking-to leaves this alone" { "The boat returned to the island." }
test "attitude leaves this alone" { "The roof was so old that it leaked." }
test "attitude-about leaves this alone" { "The roof was full of holes." }
test "intention leaves this alone" { "The boat began to sink." }
test "directive leaves this alone" { "The rain turned the road to mud." }
test "question leaves this alone" { "The carpenter opened the door." }
test "evidence-shown leaves this alone" { "The window looked onto a garden." }
