-- expect: error|ok:*
-- hazard: to-be-closed variables without what closes them
local a <close> = nil
local b <close> = false
local ok = pcall(function() local c <close> = {} end)
return ok
