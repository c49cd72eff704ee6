-- expect: error
-- hazard: a protected metatable is changed
setmetatable(setmetatable({}, {__metatable = "locked"}), {})
