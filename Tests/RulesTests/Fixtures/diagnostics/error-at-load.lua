extract "first" {
  doc = "Declared before the file fails: its own mistake is shown as well.",
  mtch = [[ source:<np> cue:@deny content:<np> ]],
}
local function points(name)
  error("no weight for " .. name)
end
score "hedged" {
  doc     = "A hedged claim.",
  scale   = "commitment",
  points  = points "hedged",
  because = "hedged",
}
