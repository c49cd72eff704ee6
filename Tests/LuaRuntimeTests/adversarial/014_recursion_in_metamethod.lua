-- expect: error|timeout
-- hazard: a metamethod of a metamethod: C levels
local t = {}
setmetatable(t, {__index = function(_, k) return t[k .. "x"] end})
return t.a
