-- expect: denied|timeout
-- hazard: a finaliser runs coroutines that spin
setmetatable({}, {__gc = function() coroutine.wrap(function() while true do end end)() end})
for i = 1, 3e6 do local t = {} end
return "survived"
