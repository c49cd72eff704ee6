-- expect: ok:*|denied|error
-- hazard: a global, a field of _G and one set through _ENV
A = 1
_G.B = 2
_ENV.C = 3
return "set"
