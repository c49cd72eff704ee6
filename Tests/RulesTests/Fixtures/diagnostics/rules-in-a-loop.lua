for _, word in ipairs { "may", "might" } do
  score("says-" .. word) {
    doc     = "A hedge.",
    scale   = "commitment",
    match   = contains(word),
    points  = "-1",
    because = "says “{mtch}”",
  }
end
