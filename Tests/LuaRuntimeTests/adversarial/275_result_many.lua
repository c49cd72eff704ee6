-- expect: ok:*|error|timeout|memory
-- hazard: two hundred thousand results
return table.unpack({}, 1, 200000)
