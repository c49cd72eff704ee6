-- expect: error|memory
-- hazard: recursion that keeps values
local function f(...) return select("#", ..., f(1, 2, 3, 4, ...)) end
return f()
