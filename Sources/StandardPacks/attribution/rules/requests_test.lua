-- Each rule of requests.lua on a sentence it finds and on one that only looks like it.

test "what a source asks of others" {
  "{source|The minister} {cue|urged} {content|residents to leave the valley}.",
  rule = "directive",
}

test "what a source asks" {
  "{source|The mayor} {cue|asked} {content|whether the dam would hold}.",
  rule = "question",
  stance = "asks",
}

test "what is asked for is a clause" {
  "{source|The mayor} {cue|asked} {content|to close the mine}.",
  rule = "directive-whole",
}

test "somebody was asked" {
  "The mayor {cue|was asked} {content|whether the dam would hold}.",
  rule = "asked",
  stance = "asks",
}

test "somebody was asked about something" {
  "{cue|Asked about} {content|the leak}, the mayor left.",
  rule = "asked-about",
  stance = "asks",
}

test "directive leaves this alone" { "The rain turned the road to mud." }

test "question leaves this alone" { "The carpenter opened the door." }
test "directive-whole leaves this alone" { "The rain began to fall." }
test "asked leaves this alone" { "Closed if it rains, the path is steep." }
test "asked-about leaves this alone" { "Built about a century ago, the dam is old." }

test "the question word begins the question" {
  "{source|The mayor} {cue|asked} the old engineers {content|why the dam had leaked}.",
}
test "question-behind leaves this alone" { "The mayor knew the old engineers." }
test "asked in front of the sentence" {
  "{cue|Asked} {content|whether the dam would hold}, the mayor left.",
  rule = "asked-first",
  stance = "asks",
}
test "asked by somebody" {
  "{cue|Asked} by reporters {content|why the dam had leaked}, the mayor left.",
  rule = "asked-first",
  stance = "asks",
}
test "asked-first leaves this alone" { "Tired of the leak, the mayor left." }
