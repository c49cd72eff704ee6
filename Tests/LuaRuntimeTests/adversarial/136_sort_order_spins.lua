-- expect: timeout
-- hazard: the order function never ends
table.sort({2, 1}, function() while true do end end)
