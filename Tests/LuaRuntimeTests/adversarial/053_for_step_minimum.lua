-- expect: ok:2
-- hazard: the largest negative step must not wrap
local n = 0
for i = math.maxinteger, math.mininteger, math.mininteger do n = n + 1 end
return n
