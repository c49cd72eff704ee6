-- expect: timeout|ok:nil
-- hazard: greedy gaps that all have to give back
return ("a"):rep(3000):match("a*a*a*a*a*b")
