local denial = pattern [[ cue:[lemma=deny ]]

score "denied" {
  doc   = "A denial inside.",
  scale = "tone",
  weigh = function(claim)
    if claim.content:contains(denial) then return 1, "a denial" end
  end,
}
