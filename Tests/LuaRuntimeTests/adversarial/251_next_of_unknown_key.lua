-- expect: error|ok:*
-- hazard: next from a key that is not there
return next({a = 1}, "b")
