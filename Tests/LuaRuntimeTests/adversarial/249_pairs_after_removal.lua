-- expect: ok:stable
-- hazard: the order depends on what the table held before
local t, out = {}, {}
for i = 1, 2000 do t["k" .. i] = i end
for i = 1, 2000 do if i % 17 ~= 0 then t["k" .. i] = nil end end
for k in pairs(t) do out[#out + 1] = k end
return table.concat(out, " ")
