-- expect: timeout|memory|ok:*
-- hazard: a match of nothing at every position, each with a long replacement
return #(("x"):rep(200000):gsub("", ("y"):rep(1000)))
