-- expect: timeout
-- hazard: a script spends its budget in a coroutine that stays
KEPT = coroutine.wrap(function() while true do end end)
pcall(KEPT)
return "survived"
