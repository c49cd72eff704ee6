-- expect: timeout|error
-- hazard: a bitwise operator reads a string of a million digits
local s = ("0"):rep(4000000) .. "7"
local n = 0
for i = 1, 1e9 do n = n + (s | 1) end
