-- expect: timeout|memory
-- hazard: floats become text as fast as possible
local t = {}
for i = 1, 1000 do t[i] = 1e300 / i end
while true do local s = table.concat(t, " ") end
