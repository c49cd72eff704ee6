-- expect: ok:*
-- hazard: a loop grows what it visits
local t, n = {a = 1, b = 2, c = 3}, 0
for k in pairs(t) do for i = 1, 100 do t[k .. i] = i end n = n + 1 end
for k in next, t do n = n + 1 t[k] = nil t[n] = n if n > 5000 then break end end
return n
