-- expect: ok:*|error|timeout|denied
-- hazard: __tostring prints what is printed
local mt = {}
mt.__tostring = function() print("x") return "y" end
print(setmetatable({}, mt), setmetatable({}, mt))
return "done"
