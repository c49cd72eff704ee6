-- expect: timeout
-- hazard: the work is done between two yields and never reaches a tick
local co = coroutine.wrap(function() while true do coroutine.yield() end end)
while true do co() end
