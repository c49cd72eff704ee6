-- expect: ok:*|denied|memory|timeout
-- hazard: a chain of ephemerons makes the collector quadratic
local w = setmetatable({}, {__mode = "k"})
local k = {}
for i = 1, 50000 do local n = {} w[k] = n k = n end
return "done"
