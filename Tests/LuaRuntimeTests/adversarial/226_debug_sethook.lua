-- expect: denied
-- hazard: taking the hook off
debug.sethook()
while true do end
