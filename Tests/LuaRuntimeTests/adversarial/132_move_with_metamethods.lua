-- expect: timeout
-- hazard: a move through metamethods that run for ever
local t = setmetatable({}, {__index = function() return 1 end, __newindex = function() end})
return table.move(t, 1, math.maxinteger - 1, 2)
