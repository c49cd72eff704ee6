-- expect: ok:*|error|memory
-- hazard: eight megabytes of escapes
return ("\27\0\""):rep(2000000)
