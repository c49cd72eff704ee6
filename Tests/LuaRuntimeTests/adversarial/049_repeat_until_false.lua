-- expect: timeout
-- hazard: a loop whose condition never comes true
repeat local x = 1 until x == 2
