-- expect: ok:0
-- hazard: attributes that are unknown, and assignments to what is constant
local good = 0
for _, s in ipairs({"local x <what> = 1", "local x <const> = 1 x = 2", "local x <close>, y <close> = 1, 2", "local x <const> = 1 return function() x = 2 end"}) do
  if load(s) then good = good + 1 end
end
return good
