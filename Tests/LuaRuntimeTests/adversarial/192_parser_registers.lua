-- expect: ok:true|denied
-- hazard: an expression that needs more registers than there are
return load("local a a(" .. ("1,"):rep(300) .. "1)") == nil
