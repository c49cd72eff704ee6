words = 0
string.len = nil
score = 3
