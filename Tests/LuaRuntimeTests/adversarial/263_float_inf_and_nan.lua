-- expect: ok:stable
-- hazard: infinities and what is no number, whose sign differs between machines
return tostring(0 / 0) .. tostring(-(0 / 0)) .. string.format("%f %g %.1f", 0 / 0, 1 / 0, -1 / 0) .. table.concat({0 / 0, -(0 / 0)}, " ")
