local parts = {}
for index = 1, 1e9 do
  parts[index] = ("x"):rep(1000) .. index
end
