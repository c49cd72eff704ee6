-- expect: ok:0
-- hazard: a negative count
return #string.rep("x", math.mininteger) + #string.rep("x", -1, "y")
