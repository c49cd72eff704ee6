-- Each rule of denials.lua on a sentence it finds and on one that only looks like it.

test "a clause is denied" {
  "{source|The ministry} {cue|denied} that {content|the mine had been sold}.",
  rule = "denial",
  stance = "denies",
}

test "an allegation is rejected" {
  "{source|The ministry} {cue|rejected} {content|the allegations}.",
  rule = "denial",
  stance = "denies",
}

test "an allegation is dismissed as something" {
  "{source|The ministry} {cue|dismissed} {content|the claims as rumours from abroad}.",
  rule = "denial-as",
  stance = "denies",
}

test "somebody is given a name" {
  "{source|Critics} {cue|called} {content|the plan a gift to the mine}.",
  rule = "branded",
}

test "a statement is called untrue" {
  "{source|Officials} {cue|branded} {content|the reports “wholly unfounded”}.",
  rule = "branded-unfounded",
  stance = "denies",
}

test "a participle gives a name" {
  "{source|Mara Orlan} resigned, {cue|calling} {content|the plan absurd}.",
  rule = "calling",
}

test "the name is quoted" {
  "{source|Mara Orlan} left the meeting, {cue|calling} {content|the plan “a gift to the mine”}.",
  rule = "called-quoted",
}

test "somebody describes something" {
  "{source|Mara Orlan} {cue|described} {content|the leak}.",
  rule = "described",
}

test "denial leaves this alone" { "The child ran to the ministry." }
test "denial-as leaves this alone" { "The guard left the gate as always." }
test "branded leaves this alone" { "The farmers branded their cattle in spring." }
test "branded-unfounded leaves this alone" { "The company was founded in a barn." }
test "calling leaves this alone" { "Mara Orlan left the meeting, calling a taxi." }
test "described leaves this alone" { "The pilot circled the island." }

test "an act is denied" {
  "{source|The district} {cue|denies} {content|receiving them}.",
  rule = "denial-of-doing", stance = "denies",
}
test "denial-of-doing leaves this alone" { "The district opened, receiving guests." }
test "a plea" {
  "{source|The clerk} {cue|has pleaded not guilty} to {content|11 counts of fraud}.",
  rule = "pleaded", stance = "denies",
}
test "pleaded leaves this alone" { "The clerk was not guilty." }

test "a name in quotation marks for somebody who is described" {
  "{source|Mara Orlan} {cue|called} {content|Mr Tavish, her rival of old, “a gift to the mine.”}",
  rule = "called-quoted",
}
test "called-quoted leaves this alone" { "Mara Orlan called her brother from the pier." }
test "what somebody calls something" {
  "The town has {content|what} {source|the mayor} {cue|calls} {content|“a lady of ninety.”}",
  rule = "called-in-passing",
}
test "called-in-passing leaves this alone" { "The town has what the mayor needs." }

test "a charge is named and denied at once" {
  "{source|Mr Tavish} {cue|alleged} that {content|the guards had been paid twice}, {content:2|a charge} {source:2|the mine} {cue:2|denies}.",
}
