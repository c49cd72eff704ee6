-- expect: memory|timeout|error
-- hazard: a constructor that fills a table from varargs
local t = {}
while true do t[#t + 1] = {table.unpack({}, 1, 200000)} end
