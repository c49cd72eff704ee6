-- expect: ok:70000|denied|error|memory
-- hazard: more constants than an instruction can name
local parts = {}
for i = 1, 70000 do parts[i] = i .. ".5" end
local f = load("local n = 0 for _ in ipairs({" .. table.concat(parts, ",") .. "}) do n = n + 1 end return n")
return f and f() or error("refused")
