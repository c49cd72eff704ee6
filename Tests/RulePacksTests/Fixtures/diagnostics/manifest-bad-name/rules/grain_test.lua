test "grain" { "The grain came.", scores = { grain = 1 } }
