-- expect: denied|error|ok:stable
-- hazard: the size of the heap, which differs between runs
return collectgarbage("count")
