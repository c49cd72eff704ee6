-- expect: ok:false
-- hazard: the handler runs on a stack that has overflown
local function deep(n) return 1 + deep(n + 1) end
return (xpcall(deep, function(e) local t = {} for i = 1, 100 do t[i] = i end return #t end, 1))
