"""A page as a reader of Markdown sees it: fenced blocks, and in a session its commands.

Knows nothing of running them, so that what counts as a block is decided in one place.
"""

import re
from dataclasses import dataclass, field


@dataclass
class Block:
    """A fenced block: its info string in words, and the lines between the fences without their indentation."""
    line: int                       # of the opening fence, from 1
    info: str
    lines: list
    indent: str
    language: str = ""
    words: list = field(default_factory=list)
    options: dict = field(default_factory=dict)

    def __post_init__(self):
        parts = self.info.split()
        self.language = parts[0] if parts else ""
        self.words = [part for part in parts[1:] if "=" not in part]
        self.options = dict(part.split("=", 1) for part in parts[1:] if "=" in part)

    @property
    def text(self):
        return "".join(line + "\n" for line in self.lines)


@dataclass
class Failure:
    line: int
    message: str
    detail: list = field(default_factory=list)
    replacement: tuple = None       # (first line, last line, new lines), for --update

    def render(self, name):
        return "\n".join([f"{name}:{self.line}: {self.message}"] + ["    " + line for line in self.detail])


FENCE = re.compile(r"^(\s*)(`{3,}|~{3,})\s*(.*?)\s*$")


def blocks_of(lines):
    """The fenced blocks of a page, and a failure when the last is not closed."""
    blocks, index = [], 0
    while index < len(lines):
        opening = FENCE.match(lines[index])
        if not opening or (opening[2][0] == "`" and "`" in opening[3]):
            index += 1
            continue
        indent, fence, info = opening.groups()
        start, body = index, []
        index += 1
        while index < len(lines):
            closing = FENCE.match(lines[index])
            if closing and not closing[3] and closing[2][0] == fence[0] and len(closing[2]) >= len(fence):
                break
            line = lines[index]
            body.append(line[len(indent):] if line.startswith(indent) else line.lstrip())
            index += 1
        else:
            return blocks, [Failure(start + 1, "this block is never closed")]
        blocks.append(Block(start + 1, info, body, indent))
        index += 1
    return blocks, []


@dataclass
class Command:
    line: int                       # of the `$`
    text: str
    expected: list
    expected_line: int              # of the first line expected
    status: int = 0


def commands_of(block):
    """The commands of a session with what they are expected to print, and failures for lines that belong to none."""
    commands, failures, index = [], [], 0
    while index < len(block.lines):
        line, number = block.lines[index], block.line + 1 + index
        index += 1
        if not line.startswith("$ "):
            if line.strip() and not line.startswith("#"):
                failures.append(Failure(number, "a session begins with '$ ' and a command"))
            continue
        text, ends = line[2:], here_document_end(line[2:])
        while index < len(block.lines) and (ends or text.endswith("\\")) and block.lines[index].startswith(">"):
            more = block.lines[index][2:]
            text += "\n" + more
            index += 1
            if ends and more.strip() == ends:
                ends = None
        command = Command(number, text, [], block.line + 1 + index)
        while index < len(block.lines) and not block.lines[index].startswith("$ "):
            command.expected.append(block.lines[index])
            index += 1
        while command.expected and not command.expected[-1].strip():
            command.expected.pop()  # blank lines before the next command belong to the page
        status = re.fullmatch(r"\[exit (\d+)\]", command.expected[-1]) if command.expected else None
        if status:
            command.status = int(status[1])
            command.expected.pop()
        commands.append(command)
    if not commands and not failures:
        failures.append(Failure(block.line, "no command in this session: write 'text' if it shows none"))
    return commands, failures


def here_document_end(text):
    found = re.search(r"<<-?\s*(['\"]?)(\w+)\1", text)
    return found[2] if found else None
