-- expect: timeout
-- hazard: a generic loop over a coroutine that never ends, caught inside
for _ in coroutine.wrap(function() while true do pcall(coroutine.yield, 1) end end) do end
