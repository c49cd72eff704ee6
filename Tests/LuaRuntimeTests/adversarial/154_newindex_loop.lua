-- expect: error
-- hazard: a cycle of __newindex
local a, b = {}, {}
setmetatable(a, {__newindex = b})
setmetatable(b, {__newindex = a})
a.x = 1
