-- expect: ok:5
-- hazard: bases that are none
local n = 0
for _, b in ipairs({0, 1, 37, math.mininteger, math.maxinteger}) do if not pcall(tonumber, "10", b) then n = n + 1 end end
return n
