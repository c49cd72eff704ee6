-- expect: error|timeout|memory
-- hazard: the length of what is sorted is a lie
table.sort(setmetatable({}, {__len = function() return 1 << 30 end}))
