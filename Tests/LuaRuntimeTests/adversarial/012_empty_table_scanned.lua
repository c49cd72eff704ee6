-- expect: timeout|ok:finished
-- hazard: next scans a large table that was emptied
local t = {}
for i = 1, 60000 do t["k" .. i] = i end
for i = 1, 60000 do t["k" .. i] = nil end
for i = 1, 1e9 do next(t) end
return "finished"
