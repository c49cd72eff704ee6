-- expect: ok:*|error
-- hazard: xpcall in its own handler, as deep as it goes
local function h() return xpcall(error, h) end
return (xpcall(error, h))
