test "nothing in it" { stance = "denies" }
test "values of the wrong type" { "He left.", scores = 5, silent = "hedged", stance = 4, todo = true }
test "scores of the wrong type" { "He left.", scores = { hedged = "much" }, silent = { 5 } }
test "a sentence that is none" { 42 }
test "an unknown stance" { "He left.", stance = "deny" }
test (7) { "He left." }
