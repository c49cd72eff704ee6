-- expect: error|denied|timeout|memory|ok:*
-- hazard: the name of a method call in an error message, behind a long chain
local a = {}
a.x = a
return load("local a = ... ; return a" .. (".x"):rep(50000) .. ":nothing()")(a)
