-- expect: timeout
-- hazard: the error passes an iterator, a pcall, a coroutine and a metamethod on its way
local t = setmetatable({}, {__index = function(_, k)
  return select(2, pcall(coroutine.wrap(function() for _ in function() while true do end end do end end)))
end})
for i = 1, 10 do pcall(function() return t[i] end) end
return "survived"
