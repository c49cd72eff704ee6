-- expect: ok:3
-- hazard: closures of a loop left by goto
local fs = {}
for i = 1, 3 do
  fs[#fs + 1] = function() return i end
  goto continue
  ::continue::
end
return fs[3]()
