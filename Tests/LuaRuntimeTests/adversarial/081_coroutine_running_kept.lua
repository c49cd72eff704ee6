-- expect: ok:*|error
-- hazard: the main thread is resumed from inside
local main = coroutine.running()
local co = coroutine.wrap(function() return coroutine.resume(main) end)
return (co())
