-- expect: ok:*|denied
-- hazard: a script chooses the numbers of the next
math.randomseed(1)
for i = 1, 100 do math.random() end
return "seeded"
