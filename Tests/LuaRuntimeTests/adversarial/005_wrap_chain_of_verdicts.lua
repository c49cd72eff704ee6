-- expect: timeout
-- hazard: a hundred coroutines wait for the one that spends the budget
local function nest(n)
  if n == 0 then while true do end end
  local ok = coroutine.resume(coroutine.create(nest), n - 1)
  return ok
end
return nest(100)
