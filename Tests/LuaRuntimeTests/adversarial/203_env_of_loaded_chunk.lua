-- expect: ok:nil
-- hazard: a chunk loaded with its own globals sees no others
return load("return print", "=c", "t", {})()
