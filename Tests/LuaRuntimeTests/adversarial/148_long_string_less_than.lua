-- expect: timeout
-- hazard: an order of strings that differ at their end
local a, b = ("x"):rep(12000000) .. "a", ("x"):rep(12000000) .. "b"
local n = 0
while true do if a < b then n = n + 1 end end
