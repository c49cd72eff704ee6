-- expect: timeout|ok:*|error
-- hazard: arithmetic converts a long string
local s = (" "):rep(8000000) .. "1"
local n = 0
for i = 1, 1e6 do n = n + s end
return n
