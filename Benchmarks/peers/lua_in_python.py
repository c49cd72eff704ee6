#!/usr/bin/env python3
"""A Python host with the rule in Lua: the article is handed over as a table of token tables, as a host would do that
lets rules look at tokens.  usage: lua_in_python.py FILE

The tokens come from one expression and their part of speech is made up, so that handing over is what is measured."""
import json
import re
import sys

from lupa.lua54 import LuaRuntime

from word_lists import HEDGES, REPORTING, row

TOKENS = re.compile(r"[A-Za-z]+|[0-9][0-9.,]*|\u201c|\"|[^\sA-Za-z0-9]").findall
RULE = r'''
local function set(text)
  local words = {}
  for word in text:gmatch("%S+") do words[word] = true end
  return words
end
local HEDGES, REPORTING = set(HEDGE_WORDS), set(REPORTING_WORDS)
return function(article)
  local words, hedges, reporting, numbers, curly, straight = 0, 0, 0, 0, 0, 0
  for _, token in ipairs(article.tokens) do
    local pos, lower = token.pos, token.lower
    if pos == "X" then
      words = words + 1
      if HEDGES[lower] then hedges = hedges + 1 end
      if REPORTING[lower] then reporting = reporting + 1 end
    elseif pos == "NUM" then
      numbers = numbers + 1
    else
      local text = token.text
      if text == "\226\128\156" then curly = curly + 1 elseif text == '"' then straight = straight + 1 end
    end
  end
  return words, hedges, reporting, numbers, curly + straight // 2
end
'''


def part_of_speech(token):
    first = token[0]
    return "NUM" if first.isdigit() else "X" if first.isascii() and first.isalpha() else "PUNCT"


lua = LuaRuntime(unpack_returned_tuples=True)
lua.globals().HEDGE_WORDS, lua.globals().REPORTING_WORDS = " ".join(HEDGES), " ".join(REPORTING)
rule, table = lua.execute(RULE), lua.table_from
write = sys.stdout.write
with open(sys.argv[1], "rb") as file:
    for line in file:
        article = json.loads(line)
        tokens = [
            table({"text": token, "lower": token.lower(), "pos": part_of_speech(token)})
            for token in TOKENS(article["text"])
        ]
        write(row(article["id"], *rule(table({"id": article["id"], "title": article["title"], "tokens": table(tokens)}))))
