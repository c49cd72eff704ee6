-- expect: error
-- hazard: a trap of the processor
return 1 // 0
