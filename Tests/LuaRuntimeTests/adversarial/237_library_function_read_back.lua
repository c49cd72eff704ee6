-- expect: ok:xx
-- hazard: the library is whole
-- after: 236_library_function_replaced.lua
return string.rep("x", 2)
