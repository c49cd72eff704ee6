-- Each rule of agentless.lua on a sentence it finds and on one that only looks like it.

test "nobody says by whom" {
  "{content|The mine} {cue|is believed} {content|to have lost money}.",
  rule = "passive",
  type = "agentless",
}

test "the same with a negation" {
  "{content|The mine} {cue|is not believed} {content|to have lost money}.",
  rule = "passive-denied",
  stance = "denies",
  type = "agentless",
}

test "the source of a passive" {
  "{content|The new rules} {cue|were welcomed} by {source|the union}.",
  rule = "passive-by",
}

test "it appears so" {
  "{content|The mine} {cue|appears} {content|to have lost money}.",
  rule = "seeming",
  type = "agentless",
}

test "something is seen as something" {
  "{content|The dam} {cue|is seen} {content|as a danger to the valley}.",
  rule = "seen-as",
  type = "agentless",
}

test "something was announced" {
  "{content|The new rules} {cue|were announced} in spring.",
  rule = "announced",
  type = "agentless",
}

test "somebody was criticised for something" {
  "{content|The ministry} {cue|was criticised for} {content|the leak}.",
  rule = "announced-as",
  type = "agentless",
}

test "passive leaves this alone" { "The mine is closed in winter." }
test "passive-denied leaves this alone" { "The mine is not open in winter." }
test "passive-by leaves this alone" { "The house was built by a carpenter." }
test "seeming leaves this alone" { "A light appeared in the window." }
test "seen-as leaves this alone" { "The boat is used as a table." }
test "announced leaves this alone" { "The house was painted in spring." }
test "announced-as leaves this alone" { "The house was painted for the wedding." }

test "allegedly" {
  "{content|The mine was} {cue|allegedly} {content|sold to a friend in spring}.",
  rule = "hearsay-adverb", type = "agentless",
}
test "hearsay-adverb leaves this alone" { "The mine was quickly sold." }
test "it is said" {
  "It {cue|is said} that {content|a walk is worth two feathers}.",
  rule = "it-is-said", type = "agentless",
}
test "it-is-said leaves this alone" { "It is sold in pairs." }
test "what did not happen was not announced" { "The clerk has not been charged." }

test "those who see it so" {
  "{content|The dam} {cue|is seen} by {source|residents} {content|as a danger to the valley}.",
  rule = "seen-as-by",
}
test "seen-as-by leaves this alone" { "The boat was built by a carpenter as a gift." }

test "what is in quotation marks accuses nobody" {
  "“I was accused of hiding the figures,” the sign on the door read.",
}

test "somebody was told" {
  "The miners {cue|had been told} in May that {content|the shaft would not close}.",
  rule = "told-passive",
  type = "agentless",
}
test "nobody is no content" { "Nobody has been charged." }
test "what was seen by somebody was not said" { "The letter was seen by the newspaper." }
