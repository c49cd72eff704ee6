-- expect: ok:*|denied
-- hazard: 5.4.4 of Debian: a metamethod of concatenation moves the stack it is called from
local function deep(n) if n == 0 then return 0 end return 1 + deep(n - 1) end
local mt = {__concat = function(a, b) deep(150000) return "r" end}
local a, b = setmetatable({}, mt), setmetatable({}, mt)
for i = 1, 20 do local s = "a" .. a .. "b" .. b .. i end
return "done"
