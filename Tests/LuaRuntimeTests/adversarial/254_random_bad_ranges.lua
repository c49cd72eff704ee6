-- expect: error
-- hazard: an interval that is empty
return math.random(2, 1)
