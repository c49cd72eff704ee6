-- expect: ok:false
-- hazard: a coroutine resumes the one that waits for it
local parent
parent = coroutine.create(function() return coroutine.resume(coroutine.create(function() return coroutine.resume(parent) end)) end)
local _, _, ok = coroutine.resume(parent)
return ok
