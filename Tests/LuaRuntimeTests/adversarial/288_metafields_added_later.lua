-- expect: ok:done|denied
-- hazard: fields stored in a metatable after it was set
local mt = {}
local t = setmetatable({}, mt)
mt.__concat = function() while true do end end
mt.__close = mt.__concat
mt.__mode = "k"
pcall(function() local s = t .. "x" end)
pcall(function() local c <close> = t end)
return "done"
