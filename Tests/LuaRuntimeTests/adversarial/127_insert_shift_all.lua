-- expect: timeout
-- hazard: an insertion at the front shifts everything, uncounted
local t = {}
for i = 1, 400000 do table.insert(t, 1, i) end
return #t
