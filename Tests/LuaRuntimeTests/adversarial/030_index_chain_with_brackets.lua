-- expect: error
-- hazard: the same chain, hidden from a simple count
local a = {}
a[2] = a
return load("local a = ... return " .. ("("):rep(100) .. "a" .. ("[1+1][1+1][1+1][1+1][1+1])"):rep(100) .. ("[1 + 1]"):rep(9000) .. ".y.z")(a)
