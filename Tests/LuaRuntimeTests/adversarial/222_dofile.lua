-- expect: denied
-- hazard: running a file
return dofile("/etc/hostname")
