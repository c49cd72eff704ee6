-- expect: error
-- hazard: the error value is a coroutine that is still alive
error(coroutine.create(function() while true do end end))
