local unused = 1

extract "rejected" {
  doc    = "A source rejects something.",
  mach   = [[ source:<np> cue:@deny content:<np> ]],
  stance = "denies",
}
extract "Reported" {
  doc    = "A source reports something.",
  match  = [[ source:<np> cue:said content:.. $ ]],
}
extract "claimed" {
  doc    = "A source claims something.",
  match  = [[ source:<np> cue:[lema=claim] content:.. $ ]],
  stance = "assert",
  rank   = "high",
}
score "hedged" {
  doc     = "A hedged claim.",
  scale   = "commitment",
  match   = contains(lexicon "hegdes"),
  points  = "-2",
  because = "hedged by “{mtch}”",
}
score "long" {
  doc   = "A long claim.",
  scale = "length",
  weigh = function(claim)
    return 1, strng.format("%d words", 7)
  end,
}
