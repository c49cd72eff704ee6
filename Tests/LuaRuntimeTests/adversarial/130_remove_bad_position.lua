-- expect: error
-- hazard: a position far outside of the list
table.remove({1, 2, 3}, math.maxinteger)
