-- expect: ok:*|denied
-- hazard: ten thousand branches
return load("if false then " .. ("elseif false then "):rep(10000) .. "end") ~= nil
