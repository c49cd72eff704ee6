-- expect: ok:*|error
-- hazard: a name of a type that is not what it seems
return setmetatable({}, {__name = "string\0\27[31m"})
