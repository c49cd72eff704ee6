-- expect: ok:*|denied|timeout
-- hazard: 5.4.0 to 5.4.4: coroutine.close inside coroutine.close overflows the C stack
local co
for i = 1, 30000 do
  local inner = co
  co = coroutine.create(function()
    local x <close> = setmetatable({}, {__close = function() if inner then coroutine.close(inner) end end})
    coroutine.yield()
  end)
  coroutine.resume(co)
end
return tostring(coroutine.close(co))
