-- expect: ok:true
-- hazard: unknown fields are nil again
-- after: 244_metatable_of_library.lua
return string.nothing == nil and nothing == nil
