-- expect: timeout|error|ok:*
-- hazard: the level of an error walks a deep stack, uncounted
local function deep(n)
  if n > 0 then return (deep(n - 1)) end
  while true do pcall(error, "x", 100000) end
end
return deep(120000)
