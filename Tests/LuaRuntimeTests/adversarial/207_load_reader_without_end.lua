-- expect: denied|error|memory|timeout
-- hazard: a reader that always has one more piece
return load(function() return "x = 1 " end)
