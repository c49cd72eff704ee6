-- expect: error
-- hazard: a stack of Lua calls
local function f(n) return 1 + f(n + 1) end
return f(1)
