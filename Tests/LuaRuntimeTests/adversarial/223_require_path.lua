-- expect: denied
-- hazard: searching files by name
return require("../../etc/passwd")
