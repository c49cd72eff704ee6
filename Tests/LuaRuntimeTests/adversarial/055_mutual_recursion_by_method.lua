-- expect: timeout
-- hazard: tail calls through metamethods: no stack grows
local t = setmetatable({}, {__index = function(t, k) return function(self) return self.next(self) end end})
return t.next(t)
