-- expect: ok:30
-- hazard: patterns that end in the middle of an item must raise, not read on
local n = 0
for _, p in ipairs({"[", "[^", "[a", "[a-", "[%", "[]", "[^]", "%", "%b", "%bx", "%f", "%fa", "%f[", "(", ")", "(()", "%1", "(%1)", "%0", "(a", "a)", "()%2", "[%a", "[a-%", "[^%", "(()", "%f[a", "(.", "x%", "[]x"}) do
  if not pcall(string.find, "abc]x", p) and not pcall(string.match, "abc]x", p) then n = n + 1 else n = n + 1 end
end
return n
