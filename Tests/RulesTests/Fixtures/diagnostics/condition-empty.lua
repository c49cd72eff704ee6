score "a" { doc = "A.", scale = "tone", match = all {}, points = 1, because = "a" }
score "b" { doc = "B.", scale = "tone", match = any {}, points = 1, because = "b" }
score "c" { doc = "C.", scale = "tone", match = is {}, points = 1, because = "c" }
score "d" { doc = "D.", scale = "tone", match = is { "denies" }, points = 1, because = "d" }
score "e" { doc = "E.", scale = "tone", match = {}, points = 1, because = "e" }
