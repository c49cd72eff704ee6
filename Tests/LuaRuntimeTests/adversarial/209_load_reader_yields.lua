-- expect: denied|error|ok:*
-- hazard: a reader that yields
return coroutine.wrap(function() return load(coroutine.yield) end)()
