-- expect: ok:true
-- hazard: escapes out of range or cut short
local good = 0
for _, s in ipairs({"\\x", "\\xg", "\\999", "\\u{", "\\u{110000000}", "\\u{}", "\\q", "\\", "\\u{7FFFFFFFF}"}) do
  if load("return '" .. s .. "'") then good = good + 1 end
end
return good == 0
