-- expect: ok:X
-- hazard: strings have their own methods
-- after: 234_string_index_replaced.lua
return ("x"):upper()
