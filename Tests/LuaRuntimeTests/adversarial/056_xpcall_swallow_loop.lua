-- expect: timeout
-- hazard: xpcall with a handler that throws, for ever
while true do xpcall(function() while true do end end, function() error("again") end) end
