-- expect: ok:dd-dd
-- hazard: a replacement function builds strings in the buffer that its caller is building in
return (("a-b"):gsub("%w", function(c)
  local inner = ("xyz"):gsub(".", function() return ("q"):rep(3):gsub("q", "d") end)
  local ok = pcall(string.gsub, "abc", ".", function() error("no") end)
  return inner:sub(1, ok and 1 or 2)
end))
