-- expect: ok:0
-- hazard: conversions that are none, or go to the C library with more than it expects
local n = 0
for _, f in ipairs({"%", "%n", "%5", "%.", "%.3q", "%10q", "%lld", "%hhd", "%*d", "%$1d", "%-+ #0-d", "%1.123f", "%123d", "%k", "%\0", "%#s", "%0c", "% s"}) do
  if pcall(string.format, f, 1, 2) then n = n + 1 end
end
return n
