test "each quotation, reporting verb and figure counts once" {
  "“The dam is safe,” the mayor said. A guard told us about “three cracks” and 14 pumps.",
  scores = { quotations = 4, ["reporting-verbs"] = 2, figures = 0.5, words = 16 },
}

test "hedges count against the text, wherever they stand" {
  "The wall may fall. It could perhaps hold until Friday.",
  scores = { hedges = -4.5, words = 10 },
}

test "a quotation over several sentences is one, in straight marks, too" {
  "“The dam is safe. It will hold,” the mayor said. \"It will,\" he added.",
  scores = { quotations = 2, ["straight-marks"] = 2, ["reporting-verbs"] = 2, words = 14 },
}

test "a word of a list counts however it is written, and no other form of it does" {
  "REPORTED Said reporter reportable.",
  scores = { ["reporting-verbs"] = 2, words = 4 },
}

test "a plain sentence is only long" {
  "The boats left the harbour at noon.",
  scores = { words = 7 }
}
