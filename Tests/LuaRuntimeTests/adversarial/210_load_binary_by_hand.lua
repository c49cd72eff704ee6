-- expect: ok:true|denied
-- hazard: bytecode written by hand
return load("\27Lua\x54\0\x19\x93\r\n\x1a\n\4\x08\x08" .. ("\0"):rep(100)) == nil
