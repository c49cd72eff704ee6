-- expect: timeout
-- hazard: a removal at the front shifts everything, uncounted
local t = {}
for i = 1, 400000 do t[i] = i end
for i = 1, 400000 do table.remove(t, 1) end
return #t
