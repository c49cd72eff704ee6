-- Each rule of quotations.lua on a sentence it finds and on one that only looks like it.

test "a quotation, the source, the verb" {
  "{content|“The mine is safe,”} {source|Mr Tavish} {cue|told} reporters.",
  rule = "quotation-then-source",
}

test "a quotation, the verb, the source" {
  "{content|“The mine is safe,”} {cue|said} {source|Ida Tavish}.",
  rule = "quotation-then-verb",
}

test "the quotation comes last" {
  "{source|Mr Tavish} {cue|told} the board: {content|“The mine is safe.”}",
  rule = "source-then-quotation",
}

test "a name and a colon" {
  "{source|Ida Tavish}: {content|“The mine is safe.”}",
  rule = "source-with-colon",
}

test "a participle before a quotation" {
  "{source|Mr Tavish} left the meeting early, {cue|adding}: {content|“The mine is safe.”}",
  rule = "adding-quotation",
}

test "the speaker goes on in the next sentence" {
  "{content|“It was hard,”} {source|Ida Tavish} {cue|said}. {content|“But we won.”}",
  rule = "quotation-then-source",
}

test "quotation-then-source leaves this alone" { "The film “The Dam” runs all week." }
test "quotation-then-verb leaves this alone" { "In “The Dam” a village drowns." }
test "source-then-quotation leaves this alone" { "She reviewed “The Dam” for a paper." }
test "source-with-colon leaves this alone" { "The score after an hour: two to one." }
test "adding-quotation leaves this alone" { "The cook stirred the soup, adding salt." }
