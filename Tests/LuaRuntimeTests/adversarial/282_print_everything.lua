-- expect: ok:done
-- hazard: print of values whose text is strange
print(nil, true, 0 / 0, {}, print, coroutine.running(), "\27[2J\0\xff", setmetatable({}, {__tostring = function() return "\r\n" end}))
print()
return "done"
