-- expect: ok:0
-- hazard: bytes above 127 are letters in some locales
local n = 0
for i = 128, 255 do if string.char(i):find("[%a%d%s%p%c]") or string.char(i):upper() ~= string.char(i) or string.char(i):lower() ~= string.char(i) then n = n + 1 end end
return n
