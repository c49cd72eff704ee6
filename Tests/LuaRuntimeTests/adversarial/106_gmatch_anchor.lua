-- expect: ok:*
-- hazard: an anchor in gmatch matches a caret, and must not loop
local n = 0
for w in ("aaa"):gmatch("^a") do n = n + 1 if n > 100 then break end end
return n
