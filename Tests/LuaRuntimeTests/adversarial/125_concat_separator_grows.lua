-- expect: memory|timeout|error
-- hazard: a long separator ten thousand times
local t = {}
for i = 1, 10000 do t[i] = "" end
return #table.concat(t, ("x"):rep(1000000))
