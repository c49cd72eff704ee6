-- expect: ok:*|error
-- hazard: the result is a coroutine
return coroutine.create(function() while true do end end)
