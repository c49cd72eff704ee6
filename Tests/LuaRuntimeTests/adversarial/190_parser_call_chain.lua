-- expect: ok:*|denied
-- hazard: a call of a call of a call
return load("return f" .. ("()"):rep(50000)) ~= nil
