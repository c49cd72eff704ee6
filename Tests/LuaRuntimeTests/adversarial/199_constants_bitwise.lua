-- expect: ok:true|denied
-- hazard: 5.4.0 to 5.4.4: wrong code for operators whose constants come after the 256th
local parts = {"local t = {"}
for i = 1, 300 do parts[#parts + 1] = i .. ".25," end
local head = table.concat(parts) .. "} local x = 0xF0F0F0F0F return "
local function try(e) local f = load(head .. e) return f and f() end
return try("x & 0x123456789") == 0xF0F0F0F0F & 0x123456789 and try("0x123456789 | x") == 0xF0F0F0F0F | 0x123456789
  and try("x ~ 0x123456789") == 0xF0F0F0F0F ~ 0x123456789 and try("x << 33") == 0xF0F0F0F0F << 33 and try("(x & 3.0)") == 3
