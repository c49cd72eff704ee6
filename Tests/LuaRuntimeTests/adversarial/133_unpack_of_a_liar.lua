-- expect: error|timeout
-- hazard: a length of ten million
return table.unpack(setmetatable({}, {__len = function() return 10000000 end}))
