-- expect: ok:true
-- hazard: tables in tables
return load("return " .. ("{"):rep(5000) .. ("}"):rep(5000)) == nil
