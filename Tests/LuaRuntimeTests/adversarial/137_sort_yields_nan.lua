-- expect: ok:*|error
-- hazard: not-a-number is less than nothing
local t = {}
for i = 1, 1000 do t[i] = i % 3 == 0 and 0 / 0 or i end
table.sort(t)
return #t
