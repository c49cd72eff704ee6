-- expect: ok:stable
-- hazard: the names that error messages find by searching tables
local out = {}
for i, f in ipairs({string.rep, table.concat, math.floor, ipairs, setmetatable, utf8.char, coroutine.resume}) do out[i] = select(2, pcall(f)) end
return table.concat(out, "; ")
