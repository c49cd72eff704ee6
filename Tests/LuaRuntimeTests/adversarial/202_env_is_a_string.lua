-- expect: error|ok:*
-- hazard: the globals are a string
local _ENV = "abc"
return nothing.x
