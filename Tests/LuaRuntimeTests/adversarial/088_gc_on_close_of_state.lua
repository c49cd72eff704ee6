-- expect: denied|timeout|ok:*
-- hazard: a finaliser spins when the state is closed
X = setmetatable({}, {__gc = function() while true do end end})
return "done"
