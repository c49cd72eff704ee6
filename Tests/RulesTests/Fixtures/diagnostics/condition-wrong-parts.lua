score "a" { doc = "A.", scale = "tone", match = has(5), points = 1, because = "a" }
score "b" { doc = "B.", scale = "tone", match = contains(has "figure"), points = 1, because = "b" }
score "c" { doc = "C.", scale = "tone", match = lacks { "figure" }, points = 1, because = "c" }
score "d" { doc = "D.", scale = "tone", match = all { 7, has "date" }, points = 1, because = "d" }
score "e" { doc = "E.", scale = "tone", match = is { stance = 3, mood = "glad" }, points = 1, because = "e" }
score "f" { doc = "F.", scale = "tone", match = is { region = "headlin" }, points = 1, because = "f" }
score "g" { doc = "G.", scale = "tone", match = all(has "date"), points = 1, because = "g" }
