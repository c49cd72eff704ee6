-- expect: error|memory|timeout|ok:*
-- hazard: a result a hundred thousand tables deep
local t = {}
for i = 1, 100000 do t = {t} end
return t
