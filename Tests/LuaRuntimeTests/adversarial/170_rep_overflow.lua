-- expect: error|memory|timeout
-- hazard: a length that overflows
return #string.rep(("x"):rep(1 << 20), 1 << 44)
