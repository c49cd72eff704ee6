-- expect: ok:stable|error
-- hazard: addresses seen through sorting their text
local t = {}
for i = 1, 50 do t[i] = tostring({}) end
table.sort(t)
return table.concat(t, " ")
