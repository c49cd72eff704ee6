-- expect: memory|timeout|ok:*
-- hazard: a list of a million links for the collector to follow
local list
for i = 1, 3000000 do list = {list} end
return "built"
