-- expect: timeout
-- hazard: the replacement function never returns
return (("abc"):gsub(".", function() while true do end end))
