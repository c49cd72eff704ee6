-- Numbers, shares, sums and dates: what can be compared with a source.

score "figure" {
  doc     = "A number can be compared with a source.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ <figure none=@vague-amounts> ]],
  points  = 0.89,
  because = "gives a figure that can be looked up: “{match}”",
}

score "number-in-digits" {
  doc     = "A number in digits was counted or looked up by somebody.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ [shape=number] ]],
  points  = 0.93,
  because = "gives a number in digits: “{match}”",
}

score "large-number" {
  doc     = "Millions and billions are what claims are most often wrong about.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "sums"),
  points  = 1.13,
  because = "speaks of a sum: “{match}”",
}

score "share" {
  doc     = "A share of a whole can be worked out again.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = any { contains [[ [shape=number] "%" ]], contains(lexicon "shares") },
  points  = 1.27,
  because = "gives a share of a whole: “{match}”",
}

score "multitude" {
  doc     = "“Thousands” and “many” give a size that can be counted.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "multitudes"),
  points  = 0.51,
  because = "says how many without a number: “{match}”",
}

score "rate" {
  doc     = "A rate, an average or a total is something that offices publish.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains(lexicon "rates"),
  points  = 0.56,
  because = "speaks of something that is measured: “{match}”",
}

score "span-of-time" {
  doc     = "A length of time is a figure, too, but seldom the point of what is said.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = contains [[ NUM (year | years | month | months | day | days | week | weeks | hours | minutes) ]],
  points  = -0.45,
  because = "its figure is a length of time: “{match}”",
}

score "figure-in-a-plan" {
  doc     = "A figure for what may come is not yet right or wrong.",
  on      = { "claim", "sentence" },
  scale   = "check-worthiness",
  match   = all {
    has "figure",
    any {
      contains(lexicon "intentions"),
      contains(lexicon "conditions"),
      contains(lexicon "needs")
    },
  },
  points  = -0.34,
  because = "gives a figure for what may come: “{match}”",
}
