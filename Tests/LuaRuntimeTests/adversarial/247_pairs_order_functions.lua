-- expect: ok:stable
-- hazard: functions and coroutines hash by address
local t, out = {}, {}
for i = 1, 30 do t[function() return i end] = i t[coroutine.create(print)] = -i end
for _, f in ipairs({print, pairs, string.rep, table.sort, math.floor}) do t[f] = 0 end
for _, v in pairs(t) do out[#out + 1] = v end
return table.concat(out, " ")
