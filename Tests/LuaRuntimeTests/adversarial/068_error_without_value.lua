-- expect: error
-- hazard: error() without a value
error()
