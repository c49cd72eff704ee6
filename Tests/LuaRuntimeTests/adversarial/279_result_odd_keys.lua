-- expect: ok:*|error
-- hazard: keys that are tables, floats, booleans and broken strings
return {[{}] = 1, [1.5] = 2, [true] = 3, ["\xff"] = 4, [-1] = 5, [math.maxinteger] = 6, [2^70] = 7}
