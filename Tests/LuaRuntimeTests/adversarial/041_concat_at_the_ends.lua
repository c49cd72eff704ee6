-- expect: error|timeout
-- hazard: a range that wraps round, in concat
return table.concat({}, ",", math.mininteger, math.maxinteger)
