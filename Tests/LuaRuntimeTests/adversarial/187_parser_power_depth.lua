-- expect: ok:true|denied
-- hazard: a right-associative operator
return load("return 1" .. ("^1"):rep(5000)) == nil
