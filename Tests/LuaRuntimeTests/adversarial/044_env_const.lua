-- expect: error|ok:*
-- hazard: a compile-time constant named _ENV once made wrong code
return load("local _ENV <const> = 11; X = 'hi'")()
