-- expect: ok:*|error
-- hazard: a message handler that yields
local co = coroutine.wrap(function() return xpcall(error, function() coroutine.yield(1) end, "x") end)
co()
return "done"
