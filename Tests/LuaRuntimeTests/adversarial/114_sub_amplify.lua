-- expect: timeout
-- hazard: copies of a long string
local s = ("x"):rep(8000000)
while true do local a = s:sub(2) end
