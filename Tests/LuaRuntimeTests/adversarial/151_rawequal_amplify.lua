-- expect: timeout
-- hazard: rawequal of equal long strings
local a, b = ("x"):rep(12000000), ("x"):rep(12000000)
while true do rawequal(a, b) end
