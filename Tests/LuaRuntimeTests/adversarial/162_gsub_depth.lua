-- expect: error
-- hazard: gsub in its own replacement function: C levels
local function f() return (("x"):gsub("x", f)) end
return f()
