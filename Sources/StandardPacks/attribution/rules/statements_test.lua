-- Each rule of statements.lua on a sentence it finds and on one that only looks like it.

test "a clause with a subject under a verb" {
  "{source|The harbour master} {cue|said} {content|the pier was closed}.",
  rule = "statement",
}

test "a clause without that" {
  "{source|Ms Orlan} {cue|claims} {content|the vote was fair}.",
  rule = "statement",
}

test "the attribution ends the sentence" {
  "{content|The pier will stay closed until spring}, {source|the harbour master} {cue|said} on Monday.",
  rule = "statement-behind",
}

test "the verb comes first" {
  "{content|The pier will stay closed until spring}, {cue|said} {source|Mara Orlan}, a spokeswoman for the port.",
  rule = "statement-inverted",
}

test "the attribution stands between commas" {
  "{content|The pier}, {source|the harbour master} {cue|said}, {content|will stay closed until spring}.",
  rule = "statement-between",
}

test "an aside of the narrator is not part of the content" {
  "{source|Mr Tavish} {cue|said} {content|the mine was safe} – although he brought no proof.",
  rule = "statement-cut",
}

test "what is added is a claim of its own" {
  "{source|{source:2|Mr Tavish}} {cue|said} {content|the mine was safe}, {cue:2|adding} that {content:2|the pumps were new}.",
}

test "a date stands between verb and content" {
  "{source|The minister} {cue|said} on Friday {content|the dam had held}.",
  rule = "statement-dated",
}

test "a second verb shares the source" {
  "{source|Mr Tavish} resigned on Monday but {cue|insisted} {content|the mine was safe}.",
  rule = "statement",
}

test "a participle adds a content" {
  "{source|Mr Tavish} left the meeting early, {cue|saying} {content|the mine was safe}.",
  rule = "statement-added",
}

test "the source stands behind" {
  "{content|The mine lost money for years}, {cue|according to} {source|its auditors}.",
  rule = "according-to",
}

test "the source stands in front" {
  "{cue|According to} {source|the auditors}, {content|the mine lost money for years}.",
  rule = "according-to-first",
}

test "the second half is quoted" {
  "{content|The mine}, {source|he} {cue|said}, {content|was “a disgrace to the valley.”}",
  rule = "statement-between",
}

test "a photo credit in brackets is no claim" {
  "{source|Officials} {cue|say} {content|the dam has “several” cracks following the storm} ( Orlan/Archive )",
  rule = "statement-cut",
}

test "an attribution around an attribution" {
  "{content:2|{content|The mine lost money}, {cue|according to} {source|its auditors}}, {source:2|Mr Tavish} {cue:2|said}.",
}

test "a claim inside a claim" {
  "{source|Mr Tavish} {cue|said} {content|{source:2|the auditors} {cue:2|said} that {content:2|the mine lost money}}.",
}

test "that marks the beginning" {
  "{source|The harbour master} {cue|told} the board that {content|the pier was closed}.",
}

test "that marks the beginning behind a long addressee" {
  "{source|The harbour master} {cue|told} the angry owners of the boats, on Monday, that {content|the pier was closed}.",
}

test "somebody is told" {
  "{source|The harbour master} {cue|told} reporters {content|the pier was closed}.",
  rule = "told",
}

test "somebody thinks so" {
  "{source|Ms Orlan} {cue|thinks} {content|the vote was fair}.",
  rule = "thought",
}

test "what somebody else thinks belongs to the report" { "{source|Mr Tavish} {cue|said} {content|the auditors believed that the mine lost money}." }

test "a statement that says" {
  "{source|The company} sent a letter {cue|saying} that {content|the mine was safe}.",
  rule = "statement-issued",
}

test "made clear" {
  "{source|Mr Tavish} {cue|made it clear} that {content|the mine was safe}.",
  rule = "made-clear",
}

test "as somebody said" {
  "As {source|Mr Tavish} {cue|noted} on Friday, {content|the mine was safe}.",
  rule = "as-said",
}

test "as somebody put it" {
  "As {source|Mr Tavish} {cue|put it} on Friday, {content|the mine was safe}.",
  rule = "as-put",
}

test "as somebody put it, behind" {
  "{content|The mine was safe}, as {source|Mr Tavish} {cue|put it}.",
  rule = "as-put-behind",
}

test "according to, between commas" {
  "{content|The mine}, {cue|according to} {source|its auditors}, {content|was losing money in the spring}.",
  rule = "according-to-between",
}

test "a poll" {
  "{cue|In} {source|a new poll}, {content|most residents were against the dam}.",
  rule = "poll",
}

test "statement leaves this alone" { "The storm made the roof leak." }
test "statement leaves this alone (2)" { "The mine has said nothing since Monday." }
test "statement-behind leaves this alone" { "After the storm, the mine closed." }
test "statement-inverted leaves this alone" { "Two boats sank, including the ferry." }
test "statement-between leaves this alone" { "The pier, a wooden one, burned last year." }
test "statement-cut leaves this alone" { "The mine closed in spring, although it was safe." }
test "statement-dated leaves this alone" { "The mine opened on Friday in the rain." }
test "statement leaves this alone (3)" { "Mr Tavish resigned on Monday but kept his house." }
test "statement-added leaves this alone" { "Mr Tavish left the meeting early, carrying his coat." }
test "according-to leaves this alone" {
  "The pupils were seated according to height.",
  todo = "height, rules and plans accord too; the rule does not know that they cannot speak",
}
test "according-to-first leaves this alone" { "According to plan, nothing." }
test "told leaves this alone" { "The guard told stories." }
test "thought leaves this alone" { "The thought of rain was pleasant." }
test "statement-issued leaves this alone" { "The company sent a letter lacking a stamp." }
test "made-clear leaves this alone" { "The rain made the air clear." }
test "as-said leaves this alone" { "As the rain fell, the roof leaked." }
test "as-put leaves this alone" { "As the boy put the cup down, it broke." }
test "according-to-between leaves this alone" { "Boats, according to size, in rows." }
test "poll leaves this alone" { "In a new boat, most guests were sick." }

test "a poll speaks" {
  "{source|The latest polling} {cue|shows} that {content|the dam's friends in the valley grow in number}.",
  rule = "evidence-says",
}
test "evidence-says leaves this alone" { "The new data show nothing." }
test "a poll speaks at the end" {
  "{content|The race is close in every valley}, {source|a new poll} {cue|shows}.",
  rule = "evidence-says-behind",
}
test "evidence-says-behind leaves this alone" { "It rained, and the new record shone." }
test "a name stands behind per" {
  "{content|The dam has moved a metre since spring}, {cue|per} {source|Arle Radio}.",
  rule = "according-to",
}
test "according-to leaves shares per head alone" { "They eat a lot, per head." }

test "an aside behind the attribution is no part of the content" {
  "{content|The mine is safe}, {source|the union} {cue|says}, although the valley floods.",
}
test "a dateline is no part of the content" {
  "PORT ARLE, May 3 — {content|The mine is safe}, {source|the union} {cue|said} on Tuesday.",
}

test "a verb of saying is enough" {
  "{source|The harbour master} {cue|said} {content|raising the tolls was a mistake}.",
}
test "said-in-any-case leaves this alone" { "The harbour master left each year in spring." }
test "an attribution inside a relative clause" {
  "The clerk kept the papers, {content|which} {source|the minister} {cue|said} {content|had been burnt}.",
  rule = "statement-inserted",
}
test "statement-inserted leaves this alone" { "The clerk kept the papers, which the minister had burnt." }
test "an attribution behind its sentence, verb first, with a description" {
  "{content|The pier will stay closed until spring}, {cue|said} {source|Mara Orlan}, who runs the port.",
}
test "statement-inverted-near leaves this alone" { "The pier will stay closed until spring, and Mara Orlan runs the port." }
test "one word is said" {
  "{source|The clerk} {cue|said} {content|no}.",
  rule = "said-in-a-word",
}
test "no to something" {
  "{source|The clerk} {cue|said} {content|no to the new dam}.",
  rule = "said-in-a-word",
}
test "said-in-a-word leaves this alone" { "The clerk had no boat." }
test "a participle shares the source of the attribution before it" {
  "{content|The dam is safe}, {source|{source:2|the mayor}} {cue|said}, {cue:2|adding} that {content:2|the leak had been closed}.",
}
test "statement-added-to-said leaves this alone" { "The mayor left, adding sugar to her tea." }
test "in the eyes of many" {
  "{cue|To} {source|many farmers}, {content|the dam is a gift}.",
  rule = "in-the-eyes-of",
}
test "in-the-eyes-of leaves this alone" { "To the north, the dam is a wall." }
test "the second verb of a passive subject is a verb of saying" {
  "{source|The minister} was forced into a corner and {cue|said} that {content|the dam had leaked}.",
  rule = "statement",
}
test "who did what in three clauses says the last of them" {
  "{source|The minister} sat down, drank some water and {cue|said} {content|the dam would hold}.",
  rule = "statement",
}

test "people who are familiar with something" {
  "{source|Two people familiar with the sale} {cue|said} {content|the mine had been emptied years ago}.",
  rule = "familiar-with-it",
}
test "people who are familiar with something do not always speak" { "Two people familiar with the sale left the room." }

test "an apposition behind the source at the end" {
  "{content|The mine will close two of its shafts}, its director, {source|Ida Tavish}, {cue|announced} on Monday.",
  rule = "statement-behind-apposition",
}
test "a second apposition is no content" { "The mine, its director, Ida Tavish, and the union met on Monday." }

test "an auxiliary makes the object a subject" {
  "{source|Experts} {cue|predict} {content|freight rates will rise by a tenth}.",
  rule = "said-will",
}
test "an object is what is predicted" {
  "{source|Experts} {cue|predict} {content|a rise of a tenth}.",
  rule = "stand"
}

test "the source of told stands behind by" {
  "The miners {cue|were told} by {source|a guard} that {content|the meeting had been cancelled}.",
  rule = "told-by",
}

test "a source puts a number on something" {
  "{source|The owners} {cue|put} {content|the loss at 120 jobs}.",
  rule = "number-put",
}
test "what is put somewhere is no number" { "The owners put the sign at the gate." }

test "words about the occasion between" {
  "{content|The ore has vanished}, {source|investigators} {cue|said} in a report published on Thursday, {content|and nobody was punished}.",
  rule = "statement-between-in",
}

test "a relative clause describes whom one goes by" {
  "{cue|According to} {source|their union}, which has counted twice, {content|nine shafts are missing}.",
  rule = "according-to-described",
}

test "a semicolon ends what is said" {
  "{source|The union} {cue|claims} that {content|450 jobs are at risk}; the mine is of another view.",
}
test "who disagrees behind but is another source" {
  "{source|The police} {cue|say} {content|an inquiry is under way}, but {source:2|the mine} {cue:2|denies} {content:2|this}.",
}

test "an inquiry is told, nobody says by whom" {
  "{content|The mine had ignored the warnings}, the inquiry {cue|was told} on Monday.",
  rule = "heard",
}
test "a verb alone in front of what is added" {
  "The report is clear; {source|Mr Tavish} disagreed, {cue|saying} {content|the data were thin}.",
  rule = "statement-added-near",
}
test "documents that somebody has seen" {
  "{source|Minutes seen by the newspaper} {cue|show} that {content|the owner had known since May}.",
  rule = "evidence-says",
}
test "a wish to stay unnamed is no claim" {
  "{source|A third, who asked not to be named}, {cue|said} {content|both could be right}.",
}

test "no evidence was given, the narrator says" {
  "{source|Mr Tavish} {cue|said} {content|the mine was safe} – although he brought no proof.",
  evidence = "none",
}
