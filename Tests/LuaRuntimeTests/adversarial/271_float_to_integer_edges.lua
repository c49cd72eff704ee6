-- expect: ok:nil nil -9223372036854775808 nil
-- hazard: conversions that do not fit
local function i(x) return tostring(math.tointeger(x)) end
return i(2^63) .. " " .. i(0 / 0) .. " " .. i(-2^63) .. " " .. i(1.5)
