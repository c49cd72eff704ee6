-- expect: ok:*|denied|memory|timeout
-- hazard: a name of a megabyte
return load("local " .. ("a"):rep(200000) .. " = 1") ~= nil
