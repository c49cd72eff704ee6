-- expect: error|memory|timeout|ok:*
-- hazard: one table seen 2^40 times
local t = {}
for i = 1, 40 do t = {t, t} end
return t
