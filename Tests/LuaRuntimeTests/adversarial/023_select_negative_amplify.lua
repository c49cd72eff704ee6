-- expect: timeout|error
-- hazard: varargs copied again and again
local function f(...) while true do local a = select(-200000, ...) end end
return f(table.unpack({}, 1, 240000))
