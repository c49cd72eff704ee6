-- expect: error|ok:*
-- hazard: a loop that adds to what it visits must end
local t = {1, 2, 3}
for k in pairs(t) do t[{}] = k t["x" .. tostring(k)] = k if type(k) == "number" then t[k + 1000] = 1 end end
return "ended"
