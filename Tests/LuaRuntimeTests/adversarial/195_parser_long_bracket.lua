-- expect: ok:true|denied
-- hazard: brackets with ten thousand signs, unclosed
return load("return [" .. ("="):rep(100000) .. "[x") == nil and load("--[" .. ("="):rep(1000) .. "[ never closed") == nil
