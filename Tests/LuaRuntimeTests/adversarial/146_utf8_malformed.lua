-- expect: ok:0
-- hazard: sequences cut short, too long, out of range: an answer or an error, and no byte beyond the end is read
local n = 0
for _, s in ipairs({"\x80", "\xC3", "\xE2\x82", "\xF0\x9F\x98", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF", "\xFE\xBF\xBF\xBF\xBF\xBF\xBF", "\xFD\xBF\xBF\xBF\xBF"}) do
  if utf8.len(s) then n = n + 1 end
  if pcall(utf8.codepoint, s) then n = n + 1 end
  if pcall(function() for _ in utf8.codes(s) do end end) then n = n + 1 end
end
return n
