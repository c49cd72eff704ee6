-- expect: timeout|memory|ok:*
-- hazard: many wide conversions
local f = ("%99d"):rep(5000)
local a = {}
for i = 1, 5000 do a[i] = i end
for i = 1, 1e6 do string.format(f, table.unpack(a)) end
return "finished"
