-- expect: timeout
-- hazard: the replacement table looks things up in a function that spins
return (("abc"):gsub(".", setmetatable({}, {__index = function() while true do end end})))
