test "a comparison" { "Rents were higher than in Porthen.", scores = { "comparison" } }
test "high is not higher" { "Rents were high.", silent = { "comparison" } }
test "the highest" { "These are the highest rents of all.", scores = { "extreme" } }
test "only high" { "These are high rents.", silent = { "extreme" } }
test "the first" { "It was the first time that the yard closed.", scores = { "ranking" } }
test "no order" { "The yard closed.", silent = { "ranking" } }
test "more" { "Rents have risen.", scores = { "change" } }
test "the same" { "Rents are what they were.", silent = { "change" } }
test "no exception allowed" {
  "The company has never missed an inspection.",
  scores = { "everybody-or-nobody" }
}
test "an exception allowed" {
  "The company passed most inspections.",
  silent = { "everybody-or-nobody" }
}
