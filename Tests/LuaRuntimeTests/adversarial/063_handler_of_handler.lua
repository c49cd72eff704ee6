-- expect: ok:false|error
-- hazard: a message handler that makes errors in handlers of its own
local function handler(e) return select(2, xpcall(error, handler, e)) end
return (xpcall(error, handler, "x"))
