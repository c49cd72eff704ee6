-- expect: timeout
-- hazard: counting characters from the front, again and again
local s = ("é"):rep(4000000)
while true do utf8.offset(s, 3999999) end
