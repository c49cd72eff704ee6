-- expect: error|ok:*
-- hazard: a replacement function yields
local co = coroutine.wrap(function() return (("abc"):gsub(".", coroutine.yield)) end)
co()
return "back"
