-- expect: timeout
-- hazard: linear work in C, again and again
local s = ("aB"):rep(4000000)
while true do s:reverse() s:upper() s:lower() end
