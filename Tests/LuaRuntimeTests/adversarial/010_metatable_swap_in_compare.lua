-- expect: ok:*|error
-- hazard: a comparator changes the metatable and the length of what is sorted
local t = {}
for i = 1, 200 do t[i] = i end
table.sort(t, function(a, b) setmetatable(t, {__len = function() return 1e9 end, __newindex = error}) return a > b end)
return #t
