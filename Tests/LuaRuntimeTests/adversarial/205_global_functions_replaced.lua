-- expect: ok:*|error|denied
-- hazard: the script replaces what the host may call afterwards
for k in pairs(_G) do if k ~= "pairs" then pcall(rawset, _G, k, function() while true do end end) end end
tostring = function() while true do end end
return "done"
