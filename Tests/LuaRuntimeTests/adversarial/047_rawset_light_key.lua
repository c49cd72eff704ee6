-- expect: ok:1
-- hazard: what setmetatable leaves in a table must not show
local mt = {__index = print}
setmetatable({}, mt)
local n = 0
for k in pairs(mt) do n = n + 1 end
for k in next, mt do assert(k == "__index") end
local copy = {}
for k, v in pairs(mt) do copy[k] = v end
setmetatable({}, copy)
return n
