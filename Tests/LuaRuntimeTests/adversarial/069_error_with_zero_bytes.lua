-- expect: error
-- hazard: zero bytes and broken characters in a message
error("a\0b\xff\xfe\xc0\x80" .. ("\0"):rep(100))
