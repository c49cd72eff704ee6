-- expect: ok:true
-- hazard: an error message about an object
local _, e = pcall(function() return {} .. "x" end)
local _, f = pcall(function() return #print end)
return not (e .. f):find("0x")
