-- expect: ok:1 1
-- hazard: 2^53 as a float and as an integer is one key
local t = {}
t[2^53] = 1
t[1 << 53] = 1
local n = 0
for _ in pairs(t) do n = n + 1 end
return n .. " " .. #{[1.0] = 1}
