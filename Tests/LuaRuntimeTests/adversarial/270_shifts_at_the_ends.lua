-- expect: ok:0 0 0 1 -9223372036854775808
-- hazard: shifts by more than a word, which C leaves undefined
return table.concat({1 << 64, 1 >> 64, 1 << math.mininteger, 1 << 0, 1 << 63}, " ")
