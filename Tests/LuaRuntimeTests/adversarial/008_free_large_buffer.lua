-- expect: ok:3000000
-- hazard: the buffer of a large string is given back while an outer one begins
local s = ("x"):gsub("x", function() return (("y"):rep(3000000)) end)
return #s
