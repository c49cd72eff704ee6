-- expect: ok:*|error
-- hazard: load in what load loads
local s = "return 1"
for i = 1, 12 do s = "return load(" .. string.format("%q", s) .. ")()" end
return load(s)()
