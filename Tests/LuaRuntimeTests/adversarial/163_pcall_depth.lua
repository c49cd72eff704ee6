-- expect: ok:*|error
-- hazard: pcall in pcall: C levels, caught at each
local function f() return pcall(f) end
return (f())
