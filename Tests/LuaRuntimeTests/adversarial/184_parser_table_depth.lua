-- expect: ok:true|denied
-- hazard: tables in tables in tables
return load("return " .. ("{"):rep(100000)) == nil
