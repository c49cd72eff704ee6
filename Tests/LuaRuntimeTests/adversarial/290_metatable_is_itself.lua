-- expect: ok:1
-- hazard: a table that is its own metatable, and its own index
local t = {x = 1}
t.__index = t
t.__newindex = nil
return setmetatable(setmetatable({}, t), t).x
