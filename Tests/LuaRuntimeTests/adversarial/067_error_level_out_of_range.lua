-- expect: error
-- hazard: levels that no stack has
pcall(error, "x", math.mininteger)
error("x", math.maxinteger)
