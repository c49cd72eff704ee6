#!/usr/bin/env python3
"""Writes COUNT articles into FILE: the texts of FOLDER/polnear_{train,dev}.jsonl over and over, with ids of their own.

usage: make_corpus.py COUNT FOLDER FILE      (10,000 articles are about 50 MB)
"""
import json
import pathlib
import sys

count, folder, path = int(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
articles = []
for part in ("train", "dev"):
    with open(folder / f"polnear_{part}.jsonl", encoding="utf-8") as file:
        articles += [json.loads(line) for line in file]
with open(path, "w", encoding="utf-8") as file:
    for number in range(count):
        article = articles[number % len(articles)]
        name = article["id"].rsplit("/", 1)[-1]
        record = {
            "id": f"{number:06d}-{name}", "title": article.get("title") or name, "text": article["text"],
            "published": article.get("date") or "", "url": f"https://news.example/{number:06d}"}
        file.write(json.dumps(record, ensure_ascii=False) + "\n")
