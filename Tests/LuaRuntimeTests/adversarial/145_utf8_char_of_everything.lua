-- expect: timeout|error|memory
-- hazard: a long string from a hundred thousand code points
local t = {}
for i = 1, 100000 do t[i] = 0x7FFFFFFF end
while true do local s = utf8.char(table.unpack(t)) end
