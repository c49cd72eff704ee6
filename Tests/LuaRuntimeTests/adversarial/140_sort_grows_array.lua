-- expect: ok:*|error
-- hazard: the order function adds to the table and sets a metatable
local t = {}
for i = 1, 200 do t[i] = (i * 7919) % 200 end
table.sort(t, function(a, b) t[#t + 1] = 0 return a < b end)
return "ok"
