-- expect: ok:*|error
-- hazard: the result is a function that spins
return function() while true do end end
