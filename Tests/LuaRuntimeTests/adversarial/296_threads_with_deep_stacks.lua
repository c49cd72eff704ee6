-- expect: memory|timeout|error
-- hazard: many coroutines, each with a deep stack
local t = {}
local function deep(n) if n == 0 then coroutine.yield() end return 1 + deep(n - 1) end
while true do local co = coroutine.create(deep) coroutine.resume(co, 10000) t[#t + 1] = co end
