-- expect: denied
-- hazard: a metatable for all numbers
debug.setmetatable(1, {__index = function() return 1 end})
return (1).x
