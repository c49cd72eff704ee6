-- expect: ok:second
-- hazard: one metatable for two tables, changed in between
local mt = {__index = function() return "first" end}
local a = setmetatable({}, mt)
mt.__index = function() return "second" end
local b = setmetatable({}, mt)
return b.x
