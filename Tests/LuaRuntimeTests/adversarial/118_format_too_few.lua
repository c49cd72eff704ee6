-- expect: error
-- hazard: more conversions than values
return string.format(("%s"):rep(300), "x")
