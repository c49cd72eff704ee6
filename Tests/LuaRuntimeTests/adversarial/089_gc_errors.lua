-- expect: denied|ok:*
-- hazard: a finaliser raises
setmetatable({}, {__gc = function() error("in gc") end})
for i = 1, 1e5 do local t = {} end
return "done"
