-- expect: timeout|ok:*
-- hazard: a set of a hundred thousand members for every character
return ("a"):rep(100000):find("[" .. ("bcdefgh"):rep(15000) .. "]+x")
