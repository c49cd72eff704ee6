-- expect: ok:number: 1
-- hazard: what the script before replaced is whole again
-- after: 205_global_functions_replaced.lua
return type(1) .. ": " .. tostring(1)
