-- expect: error
-- hazard: the globals are replaced by a table without any
local _ENV = {}
return tostring(1)
