-- expect: memory|timeout
-- hazard: keys that share one hash chain; a rehash of them is quadratic and one instruction
local t = {}
for i = 1, 200000 do t[i * 131071] = true end
return "finished"
