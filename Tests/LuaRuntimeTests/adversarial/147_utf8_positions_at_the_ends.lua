-- expect: ok:false
-- hazard: positions at the ends of the integers
local ok = false
for _, p in ipairs({math.mininteger, math.maxinteger, -1000, 1000}) do
  ok = pcall(utf8.len, "abc", p) or pcall(utf8.offset, "abc", 1, p) or pcall(utf8.codepoint, "abc", p)
    or pcall(utf8.offset, "abc", p, p) or ok
end
return ok
