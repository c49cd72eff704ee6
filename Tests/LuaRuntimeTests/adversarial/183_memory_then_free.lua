-- expect: memory
-- hazard: the script lets everything go and answers, after the cap was reached
local t = {}
pcall(function() while true do t[#t + 1] = ("x"):rep(10000) .. #t end end)
t = nil
return "survived"
