-- expect: timeout
-- hazard: strings are compared from zero byte to zero byte
local a, b = ("\0"):rep(2000000) .. "a", ("\0"):rep(2000000) .. "b"
local n = 0
while true do if a <= b then n = n + 1 end end
