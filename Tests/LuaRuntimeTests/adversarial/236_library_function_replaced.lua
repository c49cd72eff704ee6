-- expect: ok:*|denied|error
-- hazard: an assignment into a library
string.rep = function() return "pwned" end
return string.rep("x", 2)
