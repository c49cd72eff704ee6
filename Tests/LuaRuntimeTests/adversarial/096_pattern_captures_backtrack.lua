-- expect: timeout|ok:*
-- hazard: captures begun and dropped at each step back
return ("ab"):rep(2000):match("(a?)(b?)(.-)(.-)(.-)%1%2x")
