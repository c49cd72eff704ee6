-- expect: denied
-- hazard: the host's locals
return debug.getlocal(1, 1)
