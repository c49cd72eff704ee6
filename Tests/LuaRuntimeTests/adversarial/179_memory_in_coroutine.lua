-- expect: memory
-- hazard: memory ends in a coroutine, whose resumer answers
local ok = coroutine.resume(coroutine.create(function() local t = {} while true do t[#t + 1] = {} end end))
return "survived"
