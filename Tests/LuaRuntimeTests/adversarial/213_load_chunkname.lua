-- expect: error
-- hazard: a chunk's name with control characters and of any length
return load("error('x')", "=" .. ("\27[2J\r\n"):rep(10000))()
