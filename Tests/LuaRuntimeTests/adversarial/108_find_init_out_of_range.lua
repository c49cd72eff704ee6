-- expect: ok:nil
-- hazard: positions beyond both ends
assert(("abc"):find("a", math.mininteger) == 1)
assert(("abc"):match("()", math.mininteger) == 1)
return ("abc"):find("", math.maxinteger)
