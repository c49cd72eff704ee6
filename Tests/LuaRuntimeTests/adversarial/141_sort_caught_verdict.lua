-- expect: timeout
-- hazard: a spent budget caught inside an order function
local t = {}
for i = 1, 100 do t[i] = -i end
pcall(table.sort, t, function(a, b) pcall(function() while true do end end) return a < b end)
return "survived"
