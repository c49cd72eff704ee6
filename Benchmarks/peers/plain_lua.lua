-- The rule in plain Lua with lua-cjson and string patterns, for lua5.4 and luajit.  usage: plain_lua.lua FILE
local cjson = require "cjson"
local folder = (arg[0]:match("^(.*/)") or "./") .. "../../Examples/counts/lexicons/"

local function set(name)
  local words = {}
  for line in io.lines(folder .. name .. ".txt") do
    if line ~= "" and line:sub(1, 1) ~= "#" then words[line] = true end
  end
  return words
end

local HEDGES, REPORTING = set "hedges", set "reporting"
local lower, gmatch, gsub, format, floor = string.lower, string.gmatch, string.gsub, string.format, math.floor
local out = io.stdout
out:setvbuf("full", 65536)
for line in io.lines(arg[1]) do
  local article = cjson.decode(line)
  local text = article.text
  local words, hedges, reporting, numbers = 0, 0, 0, 0
  for word in gmatch(lower(text), "%a+") do
    words = words + 1
    if HEDGES[word] then hedges = hedges + 1 end
    if REPORTING[word] then reporting = reporting + 1 end
  end
  for _ in gmatch(text, "%d[%d.,]*") do numbers = numbers + 1 end
  local _, curly = gsub(text, "\226\128\156", "")
  local _, straight = gsub(text, '"', "")
  local quotes = curly + floor(straight / 2)
  local score = 2.0 * quotes + 1.0 * reporting + 0.5 * numbers - 1.5 * hedges
  out:write(format("%s\t%d\t%d\t%d\t%d\t%d\t%g\n", article.id, words, hedges, reporting, numbers, quotes, score))
end
