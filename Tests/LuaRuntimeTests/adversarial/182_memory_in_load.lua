-- expect: memory|timeout|error|ok:true
-- hazard: memory ends in the compiler
local parts = {}
for i = 1, 30000 do parts[i] = "local function f" .. "() return {1,2,3,'" .. i .. "'} end f()" end
local s = "do " .. table.concat(parts, " end do ") .. " end"
local keep = {}
for i = 1, 100 do keep[i] = load(s) end
return #keep >= 0
