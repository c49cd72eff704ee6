-- expect: ok:stable
-- hazard: every form of random
local out = {math.random(), math.random(6), math.random(-5, 5), math.random(0), math.random(math.mininteger, math.maxinteger)}
return table.concat(out, " ")
