-- expect: timeout|ok:*
-- hazard: a back reference compares megabytes at each step back
local s = ("x"):rep(4000000) .. "y"
return s:find("^(x*)%1%1y$") == nil or "found"
