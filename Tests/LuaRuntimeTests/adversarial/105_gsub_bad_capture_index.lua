-- expect: error
-- hazard: a replacement names a capture that is not there
return ("abc"):gsub("(a)", "%2")
