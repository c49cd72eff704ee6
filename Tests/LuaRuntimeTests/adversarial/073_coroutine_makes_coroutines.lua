-- expect: timeout|memory|error
-- hazard: a new coroutine in each, so that none counts far
local function go() coroutine.wrap(go)() end
while true do pcall(go) end
