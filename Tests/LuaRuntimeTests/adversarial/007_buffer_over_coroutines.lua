-- expect: ok:1yA1yB
-- hazard: a coroutine catches its error while another one's string is in the making
local co = coroutine.wrap(function()
  while true do
    pcall(function() coroutine.yield("1") string.format("%s%s", "long long long", setmetatable({}, {__tostring = error})) end)
    coroutine.yield("y")
  end
end)
return (("AB"):gsub(".", function(c) return co() .. co() .. c end))
