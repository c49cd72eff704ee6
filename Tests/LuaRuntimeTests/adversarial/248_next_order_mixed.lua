-- expect: ok:stable
-- hazard: next over keys of every type
local t, out = {}, {}
for i = 1, 20 do t[i * 1.5] = i t["k" .. i] = i t[{}] = i t[i % 2 == 0] = i t[-i] = i end
local k, v = next(t)
while k ~= nil do out[#out + 1] = tostring(v) .. type(k):sub(1, 1) k, v = next(t, k) end
return table.concat(out, " ")
