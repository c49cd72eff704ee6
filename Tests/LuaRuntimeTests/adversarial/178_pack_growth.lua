-- expect: memory|error|timeout
-- hazard: string.pack of long strings
local s = ("x"):rep(1 << 20)
while true do s = string.pack("s4s4", s, s) end
