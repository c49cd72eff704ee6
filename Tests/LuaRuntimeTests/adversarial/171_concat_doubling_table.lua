-- expect: memory|timeout
-- hazard: table.concat of a string with itself
local s = "x"
while true do s = table.concat({s, s}) end
