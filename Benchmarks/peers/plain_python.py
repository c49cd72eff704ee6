#!/usr/bin/env python3
"""The rule in plain Python: json, re and two sets.  usage: plain_python.py FILE"""
import json
import re
import sys

from word_lists import HEDGES, REPORTING, row

HEDGES, REPORTING = frozenset(HEDGES), frozenset(REPORTING)
WORDS, NUMBERS = re.compile(r"[a-z]+").findall, re.compile(r"[0-9][0-9.,]*").findall
SMALL = {capital: capital + 32 for capital in range(65, 91)}

write = sys.stdout.write
with open(sys.argv[1], "rb") as file:
    for line in file:
        article = json.loads(line)
        text = article["text"]
        words = WORDS(text.lower() if text.isascii() else text.translate(SMALL))
        write(
            row(
                article["id"], len(words), sum(word in HEDGES for word in words),
                sum(word in REPORTING for word in words), len(NUMBERS(text)),
                text.count("\u201c") + text.count('"') // 2))
