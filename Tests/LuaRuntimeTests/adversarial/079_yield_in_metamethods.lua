-- expect: ok:*|error
-- hazard: every metamethod yields
local y = coroutine.yield
local mt = {__index = y, __newindex = y, __add = y, __eq = y, __lt = y, __le = y, __len = y, __call = y, __unm = y}
local co = coroutine.wrap(function()
  local a, b = setmetatable({}, mt), setmetatable({}, mt)
  local r = {a.x, a + b, a == b, a < b, a <= b, #a, a(1), -a}
  a.y = 1
  return "end"
end)
local last
for i = 1, 10 do last = co(true) if last == "end" then break end end
return last
