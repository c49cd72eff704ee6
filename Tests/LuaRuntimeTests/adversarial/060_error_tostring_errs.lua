-- expect: error
-- hazard: the text of an uncaught error is an error of its own
local mt = {}
mt.__tostring = function() error(setmetatable({}, mt)) end
error(setmetatable({}, mt))
