-- expect: ok:true
-- hazard: numerals at the ends of what a number holds
return tonumber("0x" .. ("f"):rep(100)) == -1 and tonumber("1e" .. ("9"):rep(50)) == math.huge and tonumber("9223372036854775808") == 2^63
  and tonumber("1\0") == nil and tonumber("") == nil and tonumber("0x") == nil and tonumber("1e") == nil and tonumber(("1"):rep(300)) ~= nil
