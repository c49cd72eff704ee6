-- Each rule of stances.lua on a sentence it finds and on one that only looks like it.

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

test "documents are shown" {
  "{source|The minister} {cue|produced} {content|photographs of the leak}.",
  rule = "evidence-shown",
  type = "evidence-offered",
}

test "a leaflet takes a stand" {
  "{source|Leaflets} {cue|defending} {content|the new rules} lay on the floor.",
  rule = "stand",
}

test "the subject is that of the verb before" {
  "{source|Mara Orlan} left the meeting, {cue|defending} {content|the new rules}.",
  rule = "stand",
}

test "what is opposed is done" {
  "{source|The union} {cue|proposed} {content|closing the mine}.",
  rule = "stand-on-act",
}

test "somebody is blamed for doing something" {
  "{source|The union} {cue|thanked} {content|the ministry for closing the mine}.",
  rule = "stand-on-doing",
}

test "the topic is something done" {
  "{source|The minister} {cue|talked about} {content|closing the mine}.",
  rule = "speaking-of-doing",
}

test "a stand inside a report belongs to the report" { "{source|Mr Tavish} {cue|said} {content|the union supported the new rules}." }

test "stand leaves this alone" { "The carpenter built a table." }

test "stand-as leaves this alone" { "The carpenter used the door as a table." }

test "speaking-of leaves this alone" { "The boat left for the island." }

test "speaking-to leaves this alone" { "The boat returned to the island." }

test "evidence-shown leaves this alone" { "The window looked onto a garden." }
test "stand-on-act leaves this alone" { "The boat stopped leaking." }
test "stand-on-doing leaves this alone" { "The carpenter used the door for building a table." }
test "speaking-of-doing leaves this alone" { "The boat left before sinking." }

test "a phrase says what the source is for" {
  "{source|The minister} spoke {cue|in favour of} {content|the dam}.",
  rule = "in-favour-of",
}
test "in-favour-of leaves this alone" { "The minister spoke in front of the dam." }
test "who somebody is says where he stands" {
  "{source|The minister} {cue|is} a {cue|supporter of} {content|the dam}.",
  rule = "taking-sides",
}
test "taking-sides leaves this alone" { "The minister is a son of the valley." }

test "what is in quotation marks takes no stand" {
  "On the wall stood “Tavish denies to pay the masons” in red paint.",
}
