-- expect: ok:true
-- hazard: functions in functions: C levels of the parser
return load(("return function() "):rep(500) .. ("end "):rep(500)) == nil
