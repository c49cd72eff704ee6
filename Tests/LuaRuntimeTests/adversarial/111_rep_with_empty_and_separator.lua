-- expect: memory|timeout|error
-- hazard: nothing repeated, with a separator
return #string.rep("", 1 << 40, ",")
