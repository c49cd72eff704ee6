-- expect: error|timeout|ok:*
-- hazard: a comparator that sorts with itself
local function cmp(a, b) table.sort({3, 1, 2}, function(x, y) return cmp(x, y) end) return a < b end
local function go(d) table.sort({2, 1}, function(a, b) go(d + 1) return a < b end) end
return go(1)
