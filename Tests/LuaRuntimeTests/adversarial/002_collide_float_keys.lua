-- expect: memory|timeout|ok:finished
-- hazard: the same with floats
local t = {}
for i = 1, 100000 do t[i + 0.5] = true end
for i = 1, 100000 do t[i + 0.25] = nil end
return "finished"
