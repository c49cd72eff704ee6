-- expect: ok:false false
-- hazard: positions beyond both ends
return tostring((pcall(select, 0))) .. " " .. tostring((pcall(select, math.mininteger, 1)))
