-- expect: ok:0
-- hazard: beginnings of chunks of every length
local good = 0
local junk = "\27Lua\0\1\2[[=]]--[==[\"'\\x{}()<>~=..."
for i = 1, #junk do if load("return " .. junk:sub(1, i) .. "\0") then good = good + 1 end end
return good
