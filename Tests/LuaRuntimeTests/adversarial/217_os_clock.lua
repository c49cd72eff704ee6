-- expect: denied|ok:stable
-- hazard: a clock
return os.clock()
