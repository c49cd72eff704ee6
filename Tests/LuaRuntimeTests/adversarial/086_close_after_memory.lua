-- expect: memory|denied
-- hazard: a closing method runs while memory is exhausted
local x <close> = setmetatable({}, {__close = function() local t = {} while true do t[#t + 1] = {} end end})
local t = {}
while true do t[#t + 1] = {} end
