-- expect: error
-- hazard: a key that equals nothing
local t = {}
t[0 / 0] = 1
