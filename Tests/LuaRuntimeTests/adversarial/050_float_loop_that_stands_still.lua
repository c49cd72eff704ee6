-- expect: timeout
-- hazard: a float step too small to move the counter
for x = 1e16, math.huge, 0.5 do end
