-- expect: timeout|memory|ok:*|error
-- hazard: the compiler at work without an end
while true do load(("local function f() return 1 end "):rep(150)) end
