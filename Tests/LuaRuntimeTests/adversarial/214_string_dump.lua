-- expect: denied
-- hazard: bytecode of the host's own functions
return string.dump(print)
