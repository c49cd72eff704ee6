-- expect: timeout|error
-- hazard: a string becomes a hundred thousand numbers in one call
local s = ("x"):rep(200000)
while true do local n = select("#", s:byte(1, 200000)) end
