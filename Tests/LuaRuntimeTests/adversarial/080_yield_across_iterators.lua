-- expect: ok:6
-- hazard: a coroutine left in the middle of pairs, gmatch and utf8.codes
local sum = 0
local co = coroutine.wrap(function()
  for k, v in pairs({1, 2, 3}) do coroutine.yield(v) end
  for w in ("a b"):gmatch("%a") do coroutine.yield(0) end
  for p, c in utf8.codes("ab") do coroutine.yield(0) end
end)
for i = 1, 7 do sum = sum + co() end
return sum
