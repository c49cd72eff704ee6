-- expect: ok:1.5 1.5 3.0
-- hazard: a decimal comma
return tonumber("1.5") .. " " .. string.format("%.1f", 1.5) .. " " .. load("return 1.5 + 1.5")()
