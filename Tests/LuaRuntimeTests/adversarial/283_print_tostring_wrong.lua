-- expect: error
-- hazard: __tostring returns what is no string
print(setmetatable({}, {__tostring = function() return 1 end}))
