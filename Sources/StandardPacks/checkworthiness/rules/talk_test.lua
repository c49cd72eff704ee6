test "a question" { "Is the gate shut?", scores = { "question" } }
test "an answer" { "The gate is shut.", silent = { "question" } }
test "a greeting" { "Good evening, divers.", scores = { "courtesy" } }
test "no greeting" { "Evening divers came.", silent = { "courtesy" } }
test "the debate" { "This debate is over.", scores = { "meeting" } }
test "the storm" { "This storm is over.", silent = { "meeting" } }
test "let us" { "So let us go.", scores = { "imperative" } }
test "they go" { "So they go.", silent = { "imperative" } }
test "twenty words" {
  "The guards who came up the hill from the harbour in the rain that night were wet and cold and tired.",
  scores = { "long" }
}
test "six words" { "The guards were wet and cold.", silent = { "long" } }
