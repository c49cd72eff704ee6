-- expect: error
-- hazard: a length that is no integer
return table.concat(setmetatable({}, {__len = function() return "many" end}))
