-- expect: timeout
-- hazard: long strings are hashed whole when they become keys
local t, s = {}, ("x"):rep(4000000)
for i = 1, 1e9 do t[s .. "y"] = i end
