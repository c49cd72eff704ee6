-- expect: timeout|error|memory
-- hazard: every function of table believes the length
local t = setmetatable({}, {__len = function() return math.maxinteger end})
for _, f in ipairs({table.concat, table.unpack, table.remove, table.sort, table.insert}) do pcall(f, t) end
return table.concat(t)
