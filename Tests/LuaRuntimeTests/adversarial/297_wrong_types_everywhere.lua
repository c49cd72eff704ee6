-- expect: ok:done|timeout|memory
-- hazard: every function with every type of argument
local values = {nil, true, 1, -1, 1.5, 0 / 0, math.maxinteger, math.mininteger, "", "x", "%", {}, print, coroutine.create(print)}
local function tries(f)
  for a = 1, 14 do for b = 1, 14 do pcall(f, values[a], values[b]) pcall(f, values[a], values[b], values[b]) pcall(f, values[a], values[a], values[b], values[a]) end end
end
for _, lib in ipairs({string, table, math, utf8, {next = next, select = select, tonumber = tonumber, rawget = rawget, rawset = rawset, rawlen = rawlen,
  rawequal = rawequal, ipairs = ipairs, pairs = pairs, setmetatable = setmetatable, getmetatable = getmetatable, type = type, tostring = tostring}}) do
  for name, f in pairs(lib) do if type(f) == "function" and name ~= "rep" then tries(f) end end
end
return "done"
