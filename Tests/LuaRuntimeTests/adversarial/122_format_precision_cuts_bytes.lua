-- expect: ok:true
-- hazard: a precision cuts a character in half, and a string with zeros must not be cut in silence
return not pcall(string.format, "%5s", "a\0b") and #string.format("%.1s", "é") == 1
