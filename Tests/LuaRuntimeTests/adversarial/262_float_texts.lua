-- expect: ok:1e+308 -0.0 0.1 1e-05 123456789012.0 2^53=9.007199254741e+15
-- hazard: the text of floats
return table.concat({tostring(1e308), tostring(-0.0), tostring(0.1), tostring(1e-5), tostring(123456789012.0), "2^53=" .. 2^53}, " ")
