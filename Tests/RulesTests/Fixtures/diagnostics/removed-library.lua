local json = require "json"
local now = os.time()
local file = io.open("names.txt")
print(json, now, file)
