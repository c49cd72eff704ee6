-- expect: ok:true|denied
-- hazard: a hundred thousand signs
return load("return " .. ("-"):rep(1) .. ("not "):rep(100000) .. "1") == nil
