-- expect: error
-- hazard: more captures than there is room for
return ("x"):rep(100):gsub(("(.)"):rep(40), "%1")
