-- expect: memory|error|timeout
-- hazard: a pack format asks for two gigabytes of padding
return #string.pack("c2147483647", "x")
