-- What makes a claim worth checking: it can be held against a record, and it matters if it is wrong.

score "figure" {
  doc     = "A number can be compared with a source.",
  scale   = "check-worthiness",
  match   = has "figure",
  points  = 1.2,
  because = "gives a figure that can be looked up: “{match}”",
}

score "money-or-share" {
  doc     = "Sums of money and shares of a whole are what claims are most often wrong about.",
  scale   = "check-worthiness",
  match   = any {
    contains [[ [lower="$"|"£"|"€"] <figure>? ]],
    contains [[ [shape=number] ("%" | percent | per cent) ]],
    contains(lexicon "money"),
  },
  points  = 0.5,
  because = "speaks of money or a share: “{match}”",
}

score "comparison" {
  doc     = "A comparison claims two facts at once.",
  scale   = "check-worthiness",
  match   = any {
    contains [[ (more | less | fewer | higher | lower | larger | smaller | better | worse | bigger) than ]],
    contains(lexicon "comparisons"),
  },
  points  = 0.6,
  because = "compares: “{match}”",
}

score "cause" {
  doc     = "Who says that one thing led to another claims more than that both happened.",
  scale   = "check-worthiness",
  match   = contains(lexicon "causes"),
  points  = 0.5,
  because = "says that one thing led to another: “{match}”",
}

score "everybody-or-nobody" {
  doc     = "A word such as “every” or “never” is disproved by one case.",
  scale   = "check-worthiness",
  match   = contains(lexicon "absolutes"),
  points  = 0.4,
  because = "allows no exception: “{match}”",
}

score "named-party" {
  doc     = "A claim about somebody with a name can be put to them.",
  scale   = "check-worthiness",
  match   = has "name",
  points  = 0.5,
  because = "is about somebody who can be asked: “{match}”",
}

score "dated" {
  doc     = "A date narrows down where to look.",
  scale   = "check-worthiness",
  match   = has "date",
  points  = 0.3,
  because = "says when: “{match}”",
}

score "accusation" {
  doc     = "An accusation harms somebody if it is wrong.",
  scale   = "check-worthiness",
  match   = is { type = "accusation" },
  points  = 0.8,
  because = "accuses somebody",
}

score "denial" {
  doc     = "A denial means that two accounts can be compared.",
  scale   = "check-worthiness",
  match   = is { stance = "denies" },
  points  = 0.5,
  because = "denies what somebody else put forward",
}
