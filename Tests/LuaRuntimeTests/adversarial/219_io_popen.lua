-- expect: denied
-- hazard: a process
return io.popen("true")
