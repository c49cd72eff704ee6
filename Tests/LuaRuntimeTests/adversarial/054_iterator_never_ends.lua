-- expect: timeout
-- hazard: a generic loop over an iterator in C that always has more
for _ in ipairs(setmetatable({}, {__index = function() return 1 end})) do end
