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
  "{source|Ida Tavish}{cue|:} {content|“The mine is safe.”}",
  rule = "source-with-colon",
}

test "a participle before a quotation" {
  "{source|Mr Tavish} left the meeting early, {cue|adding} yesterday {content|“the mine is safe.”}",
  rule = "adding-quotation",
}

test "the speaker goes on in the next sentence" {
  "{content|“It was hard,”} {source|Ida Tavish} {cue|said}. {content|“But we won.”}",
  rule = "quotation-then-source",
}

test "a whole clause with the end in quotation marks" {
  "{content|The mine, on the whole, was “a gift to the valley,”} {source|Mr Tavish} {cue|told} reporters.",
  rule = "mixed-then-source",
}

test "the same, verb first" {
  "{content|The mine was “a gift to the valley,”} {cue|said} {source|Ida Tavish}.",
  rule = "mixed-then-verb",
}

test "a quotation around its source" {
  "{content|“The mine,”} {source|Mr Tavish} {cue|said}, {content|“is safe.”}",
  rule = "quotation-around-source",
}

test "a quotation around its source, verb first" {
  "{content|“The mine,”} {cue|said} {source|Ida Tavish}, {content|“is safe.”}",
  rule = "quotation-around-verb",
}

test "a quotation goes on without marks" {
  "{content|“I am sure,”} {source|Mr Tavish} {cue|said}, that {content|the mine was safe}.",
  rule = "quotation-and-more",
}

test "no comma before the quotation" {
  "{source|Ida Tavish} {cue|declared} {content|“The mine is safe.”}",
  rule = "quotation-at-once",
}

test "a long description of the source" {
  "{content|“The mine is safe,”} {source|veteran valley campaign director Ida Tavish} {cue|said}.",
  rule = "quotation-then-source",
}

test "a long description of the source with a preposition" {
  "{content|“The mine is safe,”} director for northern mines {source|Ida Tavish} {cue|said}.",
  rule = "quotation-then-far-source",
}

test "a statement that says" {
  "{source|The company} sent a letter {cue|saying}: {content|“The mine is safe.”}",
  rule = "quotation-issued",
}

test "a headline" {
  "{source|Ida Tavish}{cue|:} {content|the mine is safe and will stay open}",
  rule = "headline",
}

test "a dash and a name" {
  "{content|“The mine is safe”} {cue|—} {source|Ida Tavish}",
  rule = "quotation-with-dash",
}

test "the speaker goes on in the next paragraph" { "{content|“It was hard,”} {source|Ida Tavish} {cue|said}.\n\n{content|“But we won.”}" }

test "quotation-then-source leaves this alone" { "The film “The Dam” runs all week." }
test "quotation-then-verb leaves this alone" { "In “The Dam” a village drowns." }
test "source-then-quotation leaves this alone" { "She reviewed “The Dam” for a paper." }
test "source-with-colon leaves this alone" { "The score after an hour: two to one." }
test "adding-quotation leaves this alone" { "The cook stirred the soup, adding salt." }
test "mixed-then-source leaves this alone" { "In spring “The Dam” opened in Arle." }
test "quotation-around-source leaves this alone" { "“The Dam,” a film, opened beside “The Mine.”" }
test "quotation-at-once leaves this alone" { "The film ran as “The Dam” in spring." }
test "headline leaves this alone" { "Tonight: rain and wind until morning" }
test "quotation-with-dash leaves this alone" { "“The Dam” — a film" }

test "whatever the verb, a colon leads to the speaker's words" {
  "{source|Ida Tavish} {cue|went} further: {content|“The mine is safe.”}",
  rule = "quotation-behind-colon",
}
test "quotation-behind-colon leaves this alone" { "The sign fell: “The Dam” was off the bill." }
test "a title that looks like a verb hides the source" {
  "{content|“I fundamentally disagree,”} {cue|said} {source|C. Stewart Tavish Jr.}, a senior clerk.",
  rule = "quotation-then-verb-far",
}
test "quotation-then-verb-far leaves this alone" { "“The Dam” ran in Arle." }
test "the verb comes first" {
  "{cue|Said} {source|Ida Tavish}, who grew up here: {content|“The mine is safe.”}",
  rule = "verb-then-source-then-quotation",
}
test "verb-then-source-then-quotation leaves this alone" { "Said to be old, the mine is safe." }
test "a quotation ends where its mark is, sentences later" {
  "{source|Ida Tavish} {cue|said} that {content|the mine was “a gift. Nobody has asked for it.”} The council met.",
}

test "a quotation behind adding, behind another attribution" {
  "{content|“The dam is safe,”} {source|{source:2|the mayor}} {cue|said}, {cue:2|adding} of the engineers, {content:2|“They work day and night.”}",
}
test "adding-quotation-to-said leaves this alone" { "The mayor sat down, adding sugar to her tea." }
test "as somebody puts it" {
  "As {source|the mayor} {cue|put it}, {content|“the dam is a lady of ninety.”}",
  rule = "put-it-quoted",
}
test "put-it-quoted leaves this alone" { "The mayor put it in her bag." }
test "the sentence goes on in quotation marks" {
  "{content|The dam}, {source|the mayor} {cue|said}, {content|“is a lady of ninety.”}",
  rule = "mixed-around-source",
}
test "mixed-around-source leaves this alone" { "The dam, the mayor, “a lady of ninety”." }

test "what comes before adding may be long" {
  "But {source|{source:2|Ms Varga}} {cue|said} {content|harbour inspectors had the plans of forty boats waiting for the spring fleet}, {cue:2|adding}: {content:2|“We think that there are others.”}",
}

test "who tells of something is not who adds" {
  "{source:2|Ms Varga} left the clerk {source|who} {cue|says} {content|all of them were painted grey in one long night in March}, {cue:2|adding}: {content:2|“It was dark.”}",
}

test "a relative clause describes the speaker" {
  "{content|“They told us to go home,”} {source|a woman who gave her name as Rita} {cue|said}.",
  rule = "quotation-then-described",
}
