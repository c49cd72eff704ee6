test "the past" { "The gate was shut.", scores = { "past-tense" } }
test "the present" { "The gate is shut.", silent = { "past-tense" } }
test "something done" { "The guards closed the gate.", scores = { "past-act" } }
test "only a state" { "The gate was here.", silent = { "past-act" } }
test "going on" { "They are building a bridge.", scores = { "under-way" } }
test "what may come" { "They are going to build a bridge.", silent = { "under-way" } }
test "long ago" { "The gate shut long ago.", scores = { "looking-back" } }
test "no looking back" { "The gate shuts at noon.", silent = { "looking-back" } }
test "right now" { "The gate is shut right now.", scores = { "as-of-now" } }
test "a “now” that only begins the sentence" { "Now the gate is shut.", silent = { "as-of-now" } }
test "an act of government" { "The council approved the permit.", scores = { "act-of-government" } }
test "an act that nobody records" {
  "The council liked the permit.",
  silent = { "act-of-government" }
}
test "a vote" { "She voted for the bridge.", scores = { "took-sides" } }
test "a view" { "She liked the bridge.", silent = { "took-sides" } }
test "against" { "The harbour board is against it.", scores = { "against" } }
test "for" { "The harbour board is for it.", silent = { "against" } }
test "force" { "The guards arrested a diver.", scores = { "use-of-force" } }
test "no force" { "The guards greeted a diver.", silent = { "use-of-force" } }
test "something built" { "They built a bridge.", scores = { "made-or-lost" } }
test "nothing built" { "They crossed a bridge.", silent = { "made-or-lost" } }
test "a report" { "A report says otherwise.", scores = { "record-named" } }
test "no report" { "A neighbour says otherwise.", silent = { "record-named" } }
test "not done" { "They did not open the gate.", scores = { "did-not" } }
test "done" { "They did open the gate.", silent = { "did-not" } }
test "I did" { "I signed the permit.", scores = { "i-did" } }
test "I do" { "I sign permits.", silent = { "i-did" } }
test "we did" { "We signed the permit.", scores = { "we-did" } }
test "we do" { "We sign permits.", silent = { "we-did" } }
test "she did" { "She signed the permit.", scores = { "they-did" } }
test "she does" { "She signs permits.", silent = { "they-did" } }
test "the board did" { "The board has signed the permit.", scores = { "somebody-did" } }
test "the board does" { "The board signs permits.", silent = { "somebody-did" } }
test "we have" { "We have the oldest bridge.", scores = { "we-have" } }
test "we go" { "We go to the bridge.", silent = { "we-have" } }
