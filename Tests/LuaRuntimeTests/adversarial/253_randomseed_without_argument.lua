-- expect: ok:stable
-- hazard: 5.4 seeds from the clock and an address
math.randomseed()
return math.random(1, 1 << 60)
