local n = 2 ^ 3 // 1
score "long" { doc = "x", on = { "claim", "sentence" }, scale = "s", points = -2.5, because = "is “{match}”", match = contains(lexicon { "a", "b c" }) }
