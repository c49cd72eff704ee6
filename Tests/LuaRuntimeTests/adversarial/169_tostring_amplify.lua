-- expect: timeout|memory
-- hazard: numbers become strings, each a new one
local x = 0.1
while true do x = x + 1e-9 local s = x .. "" end
