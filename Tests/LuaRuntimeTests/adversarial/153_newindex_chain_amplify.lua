-- expect: timeout
-- hazard: two thousand tables on the way of an assignment
local t = {}
for i = 1, 1900 do t = setmetatable({}, {__newindex = t}) end
while true do t.x = nil end
