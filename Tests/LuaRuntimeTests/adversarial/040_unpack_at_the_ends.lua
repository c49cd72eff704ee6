-- expect: error
-- hazard: a range that wraps round
return table.unpack({}, math.mininteger, math.maxinteger)
