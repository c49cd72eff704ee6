-- expect: error|timeout
-- hazard: the text of an error asks for the text of itself
local mt = {}
mt.__tostring = function(e) return tostring(e) end
error(setmetatable({}, mt))
