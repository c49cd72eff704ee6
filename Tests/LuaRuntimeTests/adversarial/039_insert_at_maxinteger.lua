-- expect: error|ok:*|timeout
-- hazard: a length at the end of the integers
local t = setmetatable({}, {__len = function() return math.maxinteger end})
table.insert(t, 1)
return "done"
