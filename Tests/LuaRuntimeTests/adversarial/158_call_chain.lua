-- expect: ok:*|error|denied
-- hazard: a callable whose caller is callable, two hundred deep
local f = function() return "called" end
for i = 1, 200 do f = setmetatable({}, {__call = f}) end
return f()
