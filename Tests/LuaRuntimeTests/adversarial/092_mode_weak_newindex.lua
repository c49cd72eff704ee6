-- expect: ok:*|denied|memory|timeout
-- hazard: 5.4.4: a weak table as __newindex is freed twice in an emergency collection
local w = setmetatable({}, {__mode = "kv"})
local t = setmetatable({}, {__newindex = w})
for i = 1, 1e6 do t[{}] = ("x"):rep(i % 5000) end
return "done"
