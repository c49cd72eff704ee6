test "a figure can be looked up" { "The dam holds forty barrels of oil.", scores = { "figure" } }
test "no figure, no score for one" { "The dam holds.", silent = { "figure" } }
test "an amount without a number cannot be looked up" {
  "Many more were on strike.",
  "Hundreds of nurses were on strike.",
  silent = { "figure" },
}
test "a number beside an amount without one" {
  "Hundreds of nurses and 12 doctors were on strike.",
  scores = { "figure" }
}
test "digits" { "The yard has 412 boats.", scores = { "number-in-digits" } }
test "a number in words" { "The yard has two boats.", silent = { "number-in-digits" } }
test "a sum of money" { "The bridge cost three million.", scores = { "large-number" } }
test "no sum" { "The bridge cost a lot.", silent = { "large-number" } }
test "a share" { "12 percent of the nurses had left.", scores = { "share" } }
test "a number that is no share" { "40 nurses had left.", silent = { "share" } }
test "a multitude" { "Thousands were on strike.", scores = { "multitude" } }
test "no multitude" { "They were on strike.", silent = { "multitude" } }
test "a rate" { "The average rent went up.", scores = { "rate" } }
test "no rate" { "The rent went up.", silent = { "rate" } }
test "a length of time" { "She ran the yard for 12 years.", scores = { "span-of-time" } }
test "a year is no length of time" { "She ran the yard in 2012.", silent = { "span-of-time" } }
test "a figure for later" { "We would spend $3 million.", scores = { "figure-in-a-plan" } }
test "a figure for what was" { "We spent $3 million.", silent = { "figure-in-a-plan" } }
