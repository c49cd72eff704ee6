-- expect: denied
-- hazard: output past the host
return io.write("x")
