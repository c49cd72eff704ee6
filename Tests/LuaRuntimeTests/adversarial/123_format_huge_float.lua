-- expect: ok:true
-- hazard: three hundred digits, and ninety-nine behind the point
return #string.format("%.99f", -math.huge) < 10 and #string.format("%99.99f", -1.7976931348623157e308) == 410
