-- expect: ok:false
-- hazard: a coroutine resumes itself, and a dead one
local co
co = coroutine.create(function() return coroutine.resume(co) end)
local ok, inner = coroutine.resume(co)
assert(ok and inner == false)
return (coroutine.resume(co))
