-- expect: ok:4
-- hazard: empty matches must move on
local n = 0
for _ in ("abc"):gmatch("") do n = n + 1 end
return n
