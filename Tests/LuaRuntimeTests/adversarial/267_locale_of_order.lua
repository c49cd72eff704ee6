-- expect: ok:true
-- hazard: an order of strings that follows a language
local t = {"é", "b", "A", "z", "_", "a", "Z", "~", "B", "Ä"}
table.sort(t)
return table.concat(t, " ") == "A B Z _ a b z ~ Ä é"
