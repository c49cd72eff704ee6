-- expect: denied|timeout|error
-- hazard: warnings go to the process's own stream
while true do warn("x") end
