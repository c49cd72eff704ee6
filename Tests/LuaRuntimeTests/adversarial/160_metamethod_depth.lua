-- expect: error
-- hazard: metamethods of C calls in metamethods: the C stack
local mt = {}
mt.__add = function(a, b) return setmetatable({}, mt) + b end
return setmetatable({}, mt) + 1
