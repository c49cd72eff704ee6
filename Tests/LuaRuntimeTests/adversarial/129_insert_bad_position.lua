-- expect: error
-- hazard: a position outside of the list
table.insert({1, 2, 3}, math.mininteger, 0)
