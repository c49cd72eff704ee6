-- expect: ok:true
-- hazard: the name of a type is a table, a number, a function
local out = {}
for i, name in ipairs({{}, 42, print, true}) do
  local t = setmetatable({}, {__name = name})
  out[i] = tostring(t) .. tostring(select(2, pcall(string.rep, t)))
end
return #table.concat(out) > 0
