-- expect: error
-- hazard: a chain just over Lua's own limit
local t = {}
for i = 1, 3000 do t = setmetatable({}, {__index = t}) end
return t.x
