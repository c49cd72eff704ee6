-- expect: timeout|denied|error
-- hazard: a flood of output inside of pcall
while true do pcall(print, ("x"):rep(5000)) end
