-- expect: ok:nil nil nil
-- hazard: nothing is left
-- after: 238_global_left_behind.lua
return tostring(A) .. " " .. tostring(_G.B) .. " " .. tostring(_ENV.C)
