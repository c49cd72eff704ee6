-- expect: error
-- hazard: a code that no byte has
return string.char(256)
