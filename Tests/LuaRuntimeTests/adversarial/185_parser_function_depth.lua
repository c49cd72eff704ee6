-- expect: ok:true|denied
-- hazard: functions in functions, unclosed
return load(("function f() "):rep(10000)) == nil
