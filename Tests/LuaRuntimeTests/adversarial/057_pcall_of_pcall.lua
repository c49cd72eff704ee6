-- expect: timeout
-- hazard: a hundred pcalls around the loop, each tries again
local f = function() while true do end end
for i = 1, 100 do
  local inner = f
  f = function() while true do pcall(inner) end end
end
f()
return "survived"
