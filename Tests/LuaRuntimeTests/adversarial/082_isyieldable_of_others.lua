-- expect: ok:*|error
-- hazard: questions about coroutines that are dead, new and normal
local co = coroutine.create(function() end)
local a = {pcall(coroutine.isyieldable, co)}
coroutine.resume(co)
return select("#", pcall(coroutine.isyieldable, co)), pcall(coroutine.status, 1)
