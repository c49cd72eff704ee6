-- expect: memory|timeout
-- hazard: copies by every function that copies
local t, s = {}, ("x"):rep(1 << 20)
while true do t[#t + 1] = s:upper() t[#t + 1] = s:reverse() t[#t + 1] = s:sub(2) t[#t + 1] = s:gsub("x", "%0", 1) end
