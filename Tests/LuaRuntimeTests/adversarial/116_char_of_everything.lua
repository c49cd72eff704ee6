-- expect: timeout|error|memory
-- hazard: two hundred thousand numbers become a string
local s = ("x"):rep(200000)
while true do local t = string.char(s:byte(1, -1)) end
