-- expect: denied
-- hazard: reading a file by an iterator
for line in io.lines("/etc/hostname") do return line end
