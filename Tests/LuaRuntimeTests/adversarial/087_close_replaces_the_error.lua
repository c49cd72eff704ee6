-- expect: timeout|denied
-- hazard: a closing method turns the limit into an error of its own
local x <close> = setmetatable({}, {__close = function() error("mine") end})
pcall(function() while true do end end)
return "survived"
