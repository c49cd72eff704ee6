-- expect: timeout
-- hazard: a pcall that yields is resumed after the budget is spent
local co = coroutine.wrap(function()
  while true do pcall(function() coroutine.yield() error("x") end) end
end)
while true do pcall(co) end
