-- expect: memory|error|timeout
-- hazard: the same in pieces
while true do local s = string.pack(("c1000000"):rep(50), table.unpack((function() local t = {} for i = 1, 50 do t[i] = "x" end return t end)())) end
