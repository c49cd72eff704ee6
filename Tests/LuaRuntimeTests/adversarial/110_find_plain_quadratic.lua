-- expect: timeout|ok:*
-- hazard: a plain search whose needle almost matches everywhere
local s = ("a"):rep(4000000)
local needle = ("a"):rep(2000000) .. "b"
for i = 1, 10000 do s:find(needle, 1, true) end
return "finished"
