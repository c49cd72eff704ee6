-- expect: timeout
-- hazard: the error object's metamethods run while the error is handled
local spin = function() while true do end end
local object = setmetatable({}, {__tostring = spin, __index = spin, __eq = spin, __name = "spin"})
pcall(function() while true do pcall(error, object) end end)
return "survived"
