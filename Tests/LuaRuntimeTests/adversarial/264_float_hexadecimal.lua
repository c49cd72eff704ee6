-- expect: ok:0x1p-1000 0x1.8p+1 1.5
-- hazard: the exact text of floats
return string.format("%a %a", 2^-1000, 3.0) .. " " .. tonumber("0x1.8p0")
