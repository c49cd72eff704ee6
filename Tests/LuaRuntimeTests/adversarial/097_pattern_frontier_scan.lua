-- expect: timeout|ok:*
-- hazard: a frontier with a long set at every position
local set = "%f[" .. ("b-z"):rep(20000) .. "]"
return ("a"):rep(200000):find(set)
