-- expect: error
-- hazard: assert passes its second value on as it is
assert(false, setmetatable({}, {__tostring = function() return ("x"):rep(100000) end}))
