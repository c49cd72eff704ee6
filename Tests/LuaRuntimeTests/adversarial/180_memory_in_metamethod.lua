-- expect: memory
-- hazard: memory ends in a metamethod inside of pcall
pcall(function() return setmetatable({}, {__index = function() local t = {} while true do t[#t + 1] = ("x"):rep(100) .. #t end end}).x end)
return "survived"
