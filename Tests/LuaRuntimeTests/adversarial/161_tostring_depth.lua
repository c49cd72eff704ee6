-- expect: error|timeout
-- hazard: tostring in __tostring: C levels
local mt = {}
mt.__tostring = function() return tostring(setmetatable({}, mt)) end
return tostring(setmetatable({}, mt))
