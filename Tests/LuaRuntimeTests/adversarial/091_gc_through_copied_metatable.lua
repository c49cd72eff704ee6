-- expect: denied|ok:done
-- hazard: the field arrives by rawset, by a loop and by a shared metatable
local mt = {}
local a = setmetatable({}, mt)
rawset(mt, "__gc", function() while true do end end)
for k, v in pairs({__gc = function() while true do end end}) do mt[k] = v end
local ok = pcall(setmetatable, {}, mt)
for i = 1, 1e5 do local t = {} end
return "done"
