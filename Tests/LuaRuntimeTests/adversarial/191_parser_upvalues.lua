-- expect: ok:true|denied
-- hazard: more upvalues than a function may have
local parts = {}
for b = 0, 1 do
  for i = 1, 150 do parts[#parts + 1] = "local v" .. b .. "_" .. i .. " = 1" end
  parts[#parts + 1] = "local function g" .. b .. "()"
end
parts[#parts + 1] = "return 0"
for b = 0, 1 do for i = 1, 150 do parts[#parts + 1] = "+ v" .. b .. "_" .. i end end
return load(table.concat(parts, " ") .. " end end") == nil
