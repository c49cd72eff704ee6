-- expect: timeout|error|ok:*
-- hazard: an iterator skips millions of continuation bytes
local s = "a" .. ("\x80"):rep(8000000)
local f, a, i = utf8.codes("a")
for n = 1, 1e6 do pcall(f, s, 1) end
return "finished"
