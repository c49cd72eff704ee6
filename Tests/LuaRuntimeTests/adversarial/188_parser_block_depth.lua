-- expect: ok:true|denied
-- hazard: blocks in blocks
return load(("do "):rep(50000) .. ("end "):rep(50000)) == nil
