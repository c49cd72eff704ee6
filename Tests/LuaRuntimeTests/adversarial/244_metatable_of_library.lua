-- expect: ok:*|denied|error
-- hazard: a metatable for a library and for the globals
for _, t in ipairs({string, table, math, utf8, coroutine, _G}) do pcall(setmetatable, t, {__index = function() return "pwned" end}) end
return string.nothing == nil and table.nothing == nil
