-- expect: timeout|ok:*
-- hazard: a conversion reads a long string
local s = ("1"):rep(8000000)
for i = 1, 1e6 do tonumber(s) end
return "finished"
