-- expect: ok:stable|error
-- hazard: %p writes addresses
return string.format("%p %p %p %p", {}, print, "a long string that is not interned, over forty bytes", 1)
