-- expect: memory|error|timeout
-- hazard: sizes that overflow when they are multiplied
return #("ab"):rep(math.maxinteger // 2, "cd")
