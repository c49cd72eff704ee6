-- expect: timeout
-- hazard: errors made and caught as fast as possible
while true do pcall(error, {}) pcall(nil) pcall(string.rep) end
