-- expect: ok:stable
-- hazard: the order of strings follows the hash seed
local t, out = {}, {}
for i = 1, 300 do t["key" .. i * 7919 % 1000] = i end
for k in pairs(t) do out[#out + 1] = k end
return table.concat(out, " ")
