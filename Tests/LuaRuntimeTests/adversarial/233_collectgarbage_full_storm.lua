-- expect: denied|timeout
-- hazard: full collections as fast as possible
local keep = {}
for i = 1, 100000 do keep[i] = {} end
while true do collectgarbage() end
