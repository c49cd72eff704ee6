-- expect: ok:stable
-- hazard: addresses of tables, functions, coroutines and library functions
local out = {}
for i, v in ipairs({{}, print, coroutine.create(print), string, function() end, _G, coroutine.running()}) do out[i] = tostring(v) end
return table.concat(out, " ")
