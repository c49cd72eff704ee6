"""What each kind of block must do: one method a kind, and the table of the kinds there are."""

import difflib
import json
import re

from .blocks import Failure, blocks_of, commands_of
from .sessions import ROOT

RECORD_KEYS = ["schema", "article", "claims", "sentences", "scores", "totals", "diagnostics", "packs", "offsets",
               "engine"]
CLAIM_KEYS = ["id", "rule", "type", "stance", "parent", "source", "cue", "content", "hedges", "figures", "dates",
              "evidence", "relations", "scores", "totals"]

LINK = re.compile(r"\]\(<?([^)>\s]+)")


def matches(expected, actual):
    """Whether the lines are as expected, where `...` is any lines and `[...]` anything inside one."""
    reachable = {0}                 # how many actual lines the expected ones so far may have used up
    for line in expected:
        if line.strip() == "...":
            reachable = set(range(min(reachable), len(actual) + 1)) if reachable else set()
            continue
        form = ".*".join(re.escape(part) for part in line.rstrip().split("[...]"))
        reachable = {used + 1 for used in reachable if used < len(actual) and re.fullmatch(form, actual[used].rstrip())}
    return len(actual) in reachable


def difference(expected, actual):
    return list(difflib.unified_diff(expected, actual, "expected", "printed", lineterm="", n=2))


class Page:
    def __init__(self, path, name, session):
        self.name, self.folder, self.session = name, path.parent, session
        self.lines = path.read_text(encoding="utf-8").split("\n")
        self.failures, self.executed = [], 0
        self.unused_files = {}      # name → line of the block that wrote it
        self.shown = None           # standard output of the block before, for `output`

    def fail(self, line, message, detail=(), replacement=None):
        self.failures.append(Failure(line, message, list(detail), replacement))

    def check(self):
        blocks, failures = blocks_of(self.lines)
        self.failures += failures
        for block in blocks:
            handler = HANDLERS.get((block.language, " ".join(block.words)))
            unknown = set(block.options) - {"file", "example"}
            if unknown:
                self.fail(block.line, f"unknown option '{sorted(unknown)[0]}=' (expected file= or example=)")
            elif handler:
                self.write_file(block)
                shown = handler(self, block)
                self.shown = shown
                self.executed += 1
            elif block.words == ["ignore"] and block.language not in ("console", "lua", "json", "jsonl", "output"):
                self.write_file(block)
                self.shown = None
            else:
                self.fail(block.line, self.unknown(block))
        self.links(blocks)
        for name, line in self.unused_files.items():
            self.fail(line, f"no command after this block names '{name}', so nothing runs it")
        self.failures.sort(key=lambda failure: failure.line)

    @staticmethod
    def unknown(block):
        if not block.language:
            return "a block without a language: write 'text' for what is only shown"
        known = sorted({language for language, _ in HANDLERS})
        if block.language not in known:
            return f"unknown language '{block.language}' (expected one of {', '.join(known)}, or add 'ignore')"
        forms = [f"'{' '.join(filter(None, form))}'" for form in HANDLERS if form[0] == block.language]
        return f"'{block.info}' is not known here (expected {' or '.join(forms)})"

    def links(self, blocks):
        """A link to a place in the checkout must lead somewhere. The network is not asked about the others."""
        fenced = {line for block in blocks for line in range(block.line, block.line + len(block.lines) + 2)}
        for number, text in enumerate(self.lines, 1):
            for target in LINK.findall(re.sub(r"`[^`]*`", "", text)) if number not in fenced else ():
                path = target.split("#")[0]
                if path and not re.match(r"[a-z]+:", path) and not (self.folder / path).exists():
                    self.fail(number, f"no file '{path}' for this link")

    def write_file(self, block):
        name = block.options.get("file")
        if name is None:
            return
        target = (self.session.folder / name).resolve()
        if not target.is_relative_to(self.session.folder):
            self.fail(block.line, f"file '{name}' would lie outside the page's folder")
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(block.text, encoding="utf-8")
        if block.language != "lua" or name.endswith("_test.lua"):
            self.unused_files[name] = block.line

    def lua_file(self, block, name):
        if "file" in block.options:
            return block.options["file"]
        (self.session.folder / name).write_text(block.text, encoding="utf-8")
        return name

    def console(self, block):
        commands, failures = commands_of(block)
        self.failures += failures
        for command in commands:
            for name in list(self.unused_files):
                if name in command.text or name.split("/")[0] in command.text.split():
                    del self.unused_files[name]
            actual, status = self.session.run(command.text)
            if status == command.status and matches(command.expected, actual):
                continue
            note = "" if status == command.status else f" ended with {status}, expected {command.status}"
            shown = actual + ([f"[exit {status}]"] if status else [])
            last = command.expected_line + len(command.expected) + (1 if command.status else 0)
            self.fail(command.line, f"'{command.text.splitlines()[0]}'{note or ' printed something else'}",
                      difference(command.expected, actual),
                      (command.expected_line, last, [(block.indent + line).rstrip() for line in shown]))

    def rules(self, block):
        if block.options.get("file", "").endswith("_test.lua"):
            return None
        output, errors, status = self.session.call("check", "--rules", self.lua_file(block, "rules.lua"))
        if status != 0:
            self.fail(block.line, f"'assay check' ended with {status} for these rules", output + errors)
        return output

    def wrong_rules(self, block):
        output, errors, status = self.session.call("check", "--rules", self.lua_file(block, "rules.lua"))
        if status != 1:
            self.fail(block.line, f"'assay check' ended with {status}, expected 1 for wrong rules", output + errors)
        return output + errors

    def script(self, block):
        output, errors, status = self.session.call("lua", self.lua_file(block, "script.lua"))
        if status != 0:
            self.fail(block.line, f"'assay lua' ended with {status} for this script", output + errors)
        return output

    def output(self, block):
        if self.shown is None:
            self.fail(block.line, "an output block follows a lua block that is run")
        elif not matches(block.lines, self.shown):
            self.fail(block.line, "the block before printed something else", difference(block.lines, self.shown),
                      (block.line + 1, block.line + 1 + len(block.lines), [block.indent + line for line in self.shown]))

    def json(self, block):
        try:
            json.loads(block.text, object_pairs_hook=no_duplicates)
        except ValueError as error:
            self.fail(block.line, f"not JSON: {error}")

    def json_lines(self, block):
        for offset, line in enumerate(block.lines):
            try:
                json.loads(line)
            except ValueError as error:
                self.fail(block.line + 1 + offset, f"not JSON: {error}")

    def record(self, block):
        try:
            record = json.loads(block.text, object_pairs_hook=no_duplicates)
        except ValueError as error:
            return self.fail(block.line, f"not JSON: {error}")
        if not isinstance(record, dict) or record.get("schema") != "assay.record/1":
            return self.fail(block.line, "a record begins with \"schema\":\"assay.record/1\"")
        self.keys(block, "a record", record, RECORD_KEYS)
        claims = record.get("claims", [])
        if not isinstance(claims, list) or not all(isinstance(claim, dict) for claim in claims):
            return self.fail(block.line, "a record's claims are a list of objects")
        for claim in claims:
            self.keys(block, f"claim '{claim.get('id')}'", claim, CLAIM_KEYS)

    def keys(self, block, what, value, known):
        if list(value) != [key for key in known if key in value]:
            stray = [key for key in value if key not in known]
            problem = f"has no key '{stray[0]}'" if stray else f"keeps its keys in this order: {' '.join(known)}"
            self.fail(block.line, f"{what} {problem}")

    def swift(self, block):
        name = block.options.get("example")
        if name is None:
            return self.fail(block.line, "Swift is shown from a file that is built: write 'swift example=PATH'")
        path = ROOT / "Examples" / name
        if not path.is_file():
            return self.fail(block.line, f"no file Examples/{name}")
        source = path.read_text(encoding="utf-8").split("\n")
        size = len(block.lines)
        starts = range(len(source) - size + 1)
        if not any(same_but_indented(source[start:start + size], block.lines) for start in starts):
            present = {line.strip() for line in source}
            strange = [offset for offset, line in enumerate(block.lines) if line.strip() not in present]
            self.fail(block.line + 1 + strange[0] if strange else block.line,
                      f"this line does not stand in Examples/{name}" if strange
                      else f"these lines stand in Examples/{name}, but not one after the other")

    def nothing(self, block):
        return None


def same_but_indented(source, shown):
    """Whether the lines are the same once a common indentation of the source is taken away."""
    depths = [len(line) - len(line.lstrip()) for line in source if line.strip()]
    depth = min(depths) if depths else 0
    return [line[depth:].rstrip() for line in source] == [line.rstrip() for line in shown]


def no_duplicates(pairs):
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise ValueError(f"key '{key}' stands twice in one object")
    return dict(pairs)


HANDLERS = {
    ("console", ""): Page.console,
    ("lua", ""): Page.rules,
    ("lua", "error"): Page.wrong_rules,
    ("lua", "script"): Page.script,
    ("output", ""): Page.output,
    ("json", ""): Page.json,
    ("json", "record"): Page.record,
    ("jsonl", ""): Page.json_lines,
    ("swift", ""): Page.swift,
    ("text", ""): Page.nothing,
    ("pattern", ""): Page.nothing,
}
