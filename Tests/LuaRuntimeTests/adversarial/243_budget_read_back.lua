-- expect: ok:500000500000
-- hazard: the next script has a whole budget
-- after: 242_budget_left_behind.lua
local n = 0
for i = 1, 1000000 do n = n + i end
return n
