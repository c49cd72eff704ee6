-- expect: ok:stable
-- hazard: what is equal stays in an order that follows from nothing but the input
local t, out = {}, {}
for i = 1, 1000 do t[i] = {i % 3, i} end
table.sort(t, function(a, b) return a[1] < b[1] end)
for i = 1, 1000 do out[i] = t[i][2] end
return table.concat(out, " ")
