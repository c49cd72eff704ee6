-- expect: denied|error|ok:*
-- hazard: the methods of all strings are replaced
local mt = getmetatable("")
mt.__index = function() return function() return "pwned" end end
return ("x"):upper()
