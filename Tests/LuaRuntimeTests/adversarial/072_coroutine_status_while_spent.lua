-- expect: timeout
-- hazard: a verdict inside a coroutine whose resumer looks at its status and goes on
local co = coroutine.create(function() while true do end end)
while coroutine.status(co) ~= "dead" do coroutine.resume(co) end
while true do local x = coroutine.status(co) end
