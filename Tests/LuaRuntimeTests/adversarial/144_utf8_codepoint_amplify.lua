-- expect: timeout|error
-- hazard: a hundred thousand code points in one call
local s = ("é"):rep(100000)
while true do local n = select("#", utf8.codepoint(s, 1, #s)) end
