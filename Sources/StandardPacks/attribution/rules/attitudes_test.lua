-- Each rule of attitudes.lua on a sentence it finds and on one that only looks like it.

test "somebody welcomes something" {
  "{source|The union} {cue|welcomed} {content|the new rules}.",
  rule = "reaction",
  stance = "reacts",
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

test "a participle with a clause" {
  "{source|Residents} {cue|were surprised} that {content|the dam had held}.",
  rule = "felt",
  stance = "reacts",
}

test "a participle with a preposition" {
  "{source|Residents} {cue|were shocked by} {content|the leak}.",
  rule = "felt-about",
  stance = "reacts",
}

test "reaction leaves this alone" { "The boat reached the island." }

test "attitude leaves this alone" { "The roof was so old that it leaked." }

test "attitude-about leaves this alone" { "The roof was full of holes." }

test "intention leaves this alone" { "The boat began to sink." }
test "felt leaves this alone" { "The doors were painted so that they would last." }
test "felt-about leaves this alone" { "The doors were painted in spring." }

test "plans behind a name" {
  "{source|Orlan} {cue|plans} {content|to close the mine}.",
}
test "intention-at-once leaves this alone" { "The plans to the left are old." }
