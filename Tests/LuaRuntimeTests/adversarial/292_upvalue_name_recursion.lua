-- expect: error|denied|timeout|memory
-- hazard: the same behind an upvalue
local a = {}
a._ENV = a
return load("local a = ... ; return (function() return a" .. ("._ENV"):rep(60000) .. ".x() end)()")(a)
