-- expect: error
-- hazard: a message of megabytes
error(("x"):rep(5000000))
