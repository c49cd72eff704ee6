-- expect: timeout
-- hazard: an iterator over megabytes
local s = ("é"):rep(2000000)
while true do for p, c in utf8.codes(s) do end end
