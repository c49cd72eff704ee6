-- expect: error|timeout
-- hazard: a callable that calls itself
local t
t = setmetatable({}, {__call = function(self, n) return 1 + self(n) end})
return t(1)
