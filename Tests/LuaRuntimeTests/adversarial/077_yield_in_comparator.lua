-- expect: error|ok:*
-- hazard: a comparator yields under a function of the host
local co = coroutine.wrap(function() table.sort({3, 2, 1}, function() coroutine.yield() end) return "sorted" end)
return co()
