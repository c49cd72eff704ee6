-- expect: timeout|ok:nil
-- hazard: three lazy gaps: cubic
return ("a"):rep(4000):find(".-.-.-b")
