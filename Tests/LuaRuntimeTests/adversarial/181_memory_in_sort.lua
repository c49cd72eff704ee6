-- expect: memory
-- hazard: memory ends in an order function
local t = {}
pcall(table.sort, {3, 2, 1}, function(a, b) while true do t[#t + 1] = {} end end)
return "survived"
