-- expect: timeout|memory|ok:*
-- hazard: table.concat formats floats
local t = {}
for i = 1, 10000 do t[i] = i / 7 end
for i = 1, 1e5 do table.concat(t, ",") end
return "finished"
