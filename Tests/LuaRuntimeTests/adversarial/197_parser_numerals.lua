-- expect: ok:0
-- hazard: numerals that are none
local good = 0
for _, s in ipairs({"0x", "1e", "1..2", "0x1p", "3x", "1e+", "0xg", ("1"):rep(10) .. "a"}) do
  if load("return " .. s) then good = good + 1 end
end
return good
