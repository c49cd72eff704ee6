-- expect: timeout|error|memory
-- hazard: tables of two hundred thousand values, one a call
local function f(...) while true do local t = table.pack(...) end end
f(table.unpack({}, 1, 200000))
