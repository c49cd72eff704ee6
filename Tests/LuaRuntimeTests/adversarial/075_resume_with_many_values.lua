-- expect: timeout|error|memory
-- hazard: values moved from stack to stack by the hundred thousand
local co = coroutine.wrap(function(...) while true do coroutine.yield(...) end end)
local t = table.pack(table.unpack({}, 1, 150000))
while true do co(table.unpack(t, 1, 150000)) end
