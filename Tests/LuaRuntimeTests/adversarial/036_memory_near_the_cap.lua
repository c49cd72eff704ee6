-- expect: memory|timeout
-- hazard: a live heap just under the cap, collected over and over
local keep = {}
for i = 1, 59 do keep[i] = ("x"):rep(1 << 20) .. i end
while true do local t = {} for i = 1, 1000 do t[i] = {} end end
