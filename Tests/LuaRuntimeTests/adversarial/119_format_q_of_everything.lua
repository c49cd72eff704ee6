-- expect: error
-- hazard: %q of what has no literal form
return string.format("%q", setmetatable({}, {__tostring = function() while true do end end}))
