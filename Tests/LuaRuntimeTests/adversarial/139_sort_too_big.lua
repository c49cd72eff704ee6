-- expect: error|timeout
-- hazard: a length beyond what a sort can hold
table.sort(setmetatable({}, {__len = function() return math.maxinteger end}))
