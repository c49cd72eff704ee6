-- expect: memory|timeout
-- hazard: a hash of floats
local t = {}
local x = 0.5
while true do t[x] = true x = x + 1 end
