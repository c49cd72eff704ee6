-- expect: timeout|memory|error|denied
-- hazard: one line of twenty megabytes
print(("x"):rep(20000000))
return "printed"
