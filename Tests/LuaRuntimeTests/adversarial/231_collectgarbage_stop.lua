-- expect: denied|error|memory|ok:*
-- hazard: the collector is stopped
collectgarbage("stop")
for i = 1, 1e6 do local t = {} end
return "done"
