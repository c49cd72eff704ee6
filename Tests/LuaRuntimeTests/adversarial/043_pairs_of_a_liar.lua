-- expect: ok:*|error
-- hazard: __pairs gives things that are no iterator
for k in pairs(setmetatable({}, {__pairs = function() return 1, 2, 3 end})) do break end
return "done"
