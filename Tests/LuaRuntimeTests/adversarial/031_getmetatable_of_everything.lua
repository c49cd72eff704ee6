-- expect: ok:*
-- hazard: a way to a shared table
local found = 0
for _, v in ipairs({"", 1, true, print, coroutine.create(print), string, _G, math.pi}) do
  local mt = getmetatable(v)
  if type(mt) == "table" then found = found + 1 end
end
assert(found == 0)
return found
