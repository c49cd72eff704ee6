-- expect: memory|timeout
-- hazard: a million live strings that double a table of strings
local t = {}
for i = 1, 1e7 do t[i] = "s" .. i end
return #t
