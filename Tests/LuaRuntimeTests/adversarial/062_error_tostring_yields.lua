-- expect: error
-- hazard: the text of an error wants to yield
coroutine.wrap(function() error(setmetatable({}, {__tostring = function() coroutine.yield() end})) end)()
