-- expect: ok:true
-- hazard: an error in the middle of print
for i = 1, 1000 do pcall(print, ("x"):rep(1000), setmetatable({}, {__tostring = function() error("no") end})) end
return true
