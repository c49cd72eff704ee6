-- expect: timeout|ok:*|error
-- hazard: unpack looks for a zero in a long string again and again
local s = ("x"):rep(8000000) .. "\0"
for i = 1, 1e6 do string.unpack("z", s) end
return "finished"
