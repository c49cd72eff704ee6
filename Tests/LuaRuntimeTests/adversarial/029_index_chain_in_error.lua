-- expect: error
-- hazard: the name in an error message is found by walking back the chain of indexes
local a = {}
a.x = a
return load("local a = ... return a" .. (".x"):rep(30000) .. ".y.z")(a)
