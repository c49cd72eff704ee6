-- expect: timeout
-- hazard: concat reads through a metamethod, as far as a length that lies
return table.concat(setmetatable({}, {__len = function() return 1 << 50 end, __index = function() return "" end}))
