-- expect: ok:stable
-- hazard: the numbers do not depend on the script before
-- after: 240_seed_left_behind.lua
return math.random(1 << 40)
