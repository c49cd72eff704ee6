-- expect: ok:true|denied
-- hazard: jumps to labels that are not there, and into blocks
return load("goto nowhere") == nil and load("do goto a end do ::a:: end") == nil and load("::a:: ::a::") == nil
