-- expect: timeout|error
-- hazard: the text of an uncaught error never comes
error(setmetatable({}, {__tostring = function() while true do end end}))
