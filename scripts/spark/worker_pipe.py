"""What runs in an executor: lines of articles go into `assay worker`, records come out, and no article is lost.

A plain pipe would lose a whole task to the one article that ends its worker, and again on every retry, until Spark gives
up the job. So this pipe knows which article the worker was at. `assay worker` answers in order: a line has a record on
standard output, or a report on standard error, which names the line by its number. Reports go to a file, in which
everything stands that the worker wrote before the record that was just read; so the oldest line without an answer is
the one that the worker was at when it ended. That one is judged by a local run of `assay score`, which tries it again
and sets it aside as it would at home, byte for byte; the lines behind it go to a fresh worker.
"""

import collections
import itertools
import json
import os
import re
import select
import subprocess
import tempfile
import time

# A worker has the next article at hand while it is at one; more, and the pipe's buffers only hold memory.
QUEUED_LINES = 32
QUEUED_BYTES = 32 << 10
# As in a local run: more than this between two articles, and a fresh worker goes on.
MEMORY_LIMIT = 192 << 20
ANSWERS_BETWEEN_LOOKS = 64
SECONDS_OF_MEGABYTE = 60
REPORT = re.compile(rb"^assay: <stdin>:(\d+): (.*)$", re.MULTILINE)
# The place in the worker's input, which is not the place in the user's.
PLACE = re.compile(r" at byte \d+$")


class WorkerFailed(Exception):
    """The worker does not run here, whatever the article: Spark should try elsewhere, and then end the job."""


class Answer(collections.namedtuple("Answer", "position record failure")):
    """What became of a line: the bytes of its record without the line feed, or why it is no article."""


def answers(lines, command, seconds):
    """Yields an Answer for every line but the blank ones, in their order.

    lines: pairs of a position and the bytes of a line without its line feed
    command: (program, options, folder to run in); `assay worker` and `assay score` must both know the options
    seconds: that one article may take, and SECONDS_OF_MEGABYTE more for each megabyte of its line
    """
    lines = iter(lines)
    returned = collections.deque(itertools.islice(lines, 1))
    if not returned:
        return
    while True:
        with Worker(command, seconds) as worker:
            yield from worker.answers(returned, lines)
            left = worker.pending
        if left and worker.died:
            position, line = left.popleft()
            yield judged(position, line, command, seconds)
        # Before those that had been returned earlier and were not taken again.
        returned.extendleft(reversed(left))
        if worker.is_exhausted and not returned:
            return


class Worker:
    """One `assay worker` and the lines that it has."""

    def __init__(self, command, seconds):
        program, options, folder = command
        self.seconds = seconds
        self.errors = tempfile.TemporaryFile()
        self.errors_read = 0
        try:
            self.process = subprocess.Popen(
                [program, "worker", *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors,
                cwd=folder, env=environment())
        except OSError as error:
            self.errors.close()
            raise WorkerFailed(f"cannot start '{program}': {error.strerror}") from None
        self.input, self.output = self.process.stdin.fileno(), self.process.stdout.fileno()
        os.set_blocking(self.input, False)
        # The first bytes of an input may be a mark of its encoding; those of a task are in the middle of one.
        self.unwritten = memoryview(b"\n")
        self.line_number = 1
        # Lines without an answer, oldest first: number, position, line.
        self.lines = collections.deque()
        self.bytes_of_lines = 0
        self.reports = {}
        self.is_exhausted = False
        self.is_retired = False
        self.died = False

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout, self.errors):
            try:
                stream.close()
            except OSError:
                pass
        self.process.wait()

    @property
    def pending(self):
        """The lines that it has not answered, oldest first."""
        return collections.deque((position, line) for _, position, line in self.lines)

    def answers(self, returned, lines):
        """Yields answers until there are no more lines, or the worker has ended."""
        unread = bytearray()
        count = 0
        since = time.monotonic()
        while True:
            self.fill(returned, lines)
            left = self.deadline(since) - time.monotonic()
            readable, writable, _ = select.select(
                [self.output], [self.input] if self.unwritten else [], [], max(0, left))
            if writable:
                self.write()
            if not readable:
                if left > 0:
                    continue
                self.process.kill()
            piece = os.read(self.output, 1 << 16)
            if not piece:
                break
            unread += piece
            if b"\n" not in piece:
                continue
            *records, unread = unread.split(b"\n")
            since = time.monotonic()
            for record in records:
                yield from self.reported()
                if not self.lines:
                    raise WorkerFailed("more records than articles")
                yield Answer(self.take(), bytes(record), None)
                count += 1
                if count % ANSWERS_BETWEEN_LOOKS == 0 and self.memory() > MEMORY_LIMIT:
                    self.is_retired = True
        status = self.process.wait()
        oldest = len(self.lines)
        yield from self.reported()
        # A report can end a worker's reading, which is no death; then the next worker goes on behind that line.
        self.died = status not in (0, 2) or len(self.lines) == oldest

    def fill(self, returned, lines):
        """Gives the worker what it should have at hand."""
        added = []
        while not self.is_exhausted and not self.is_retired:
            if self.lines and (len(self.lines) >= QUEUED_LINES or self.bytes_of_lines >= QUEUED_BYTES):
                break
            position, line = returned.popleft() if returned else next(lines, (None, None))
            if line is None:
                self.is_exhausted = True
            elif line.strip(b" \t\r"):
                self.line_number += 1
                self.lines.append((self.line_number, position, line))
                self.bytes_of_lines += len(line)
                added += [line, b"\n"]
        if added:
            self.unwritten = memoryview(b"".join([self.unwritten, *added]))
        self.write()
        if (self.is_exhausted or self.is_retired) and not self.unwritten and not self.process.stdin.closed:
            self.process.stdin.close()

    def write(self):
        try:
            while self.unwritten:
                self.unwritten = self.unwritten[os.write(self.input, self.unwritten):]
        except BlockingIOError:
            pass
        except BrokenPipeError:
            # Its output tells what became of it.
            self.unwritten = memoryview(b"")

    def take(self):
        """Forgets the oldest line; its position."""
        _, position, line = self.lines.popleft()
        self.bytes_of_lines -= len(line)
        return position

    def reported(self):
        """Yields the answers to the oldest lines, as far as the worker has reported them."""
        news = os.pread(self.errors.fileno(), 1 << 24, self.errors_read)
        # A look may fall into the middle of what is being written.
        news = news[:news.rfind(b"\n") + 1]
        self.errors_read += len(news)
        for number, reason in REPORT.findall(news):
            self.reports[int(number)] = PLACE.sub("", reason.decode(errors="replace"))
        while self.lines and self.lines[0][0] in self.reports:
            reason = self.reports.pop(self.lines[0][0])
            yield Answer(self.take(), None, reason)

    def deadline(self, since):
        megabytes = len(self.lines[0][2]) >> 20 if self.lines else 0
        # A worker that has nothing to do is at its start or its end; neither may take for ever.
        return since + self.seconds + SECONDS_OF_MEGABYTE * megabytes

    def memory(self):
        try:
            with open(f"/proc/{self.process.pid}/statm") as file:
                return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, IndexError):
            return 0


def judged(position, line, command, seconds):
    """The answer to a line that a worker has died of, from a local run of its own."""
    program, options, folder = command
    with tempfile.TemporaryDirectory(prefix="assay-") as temporary:
        path = os.path.join(temporary, "article.jsonl")
        with open(path, "wb") as file:
            file.write(b"\n" + line + b"\n")
        run = subprocess.run(
            [program, "score", path, "--format", "jsonl", "--workers", "1", "--time-limit", str(seconds), "--quiet",
             *options],
            stdin=subprocess.DEVNULL, capture_output=True, cwd=folder, env=environment())
    said = run.stderr.decode(errors="replace").strip()
    if run.returncode in (0, 2) and run.stdout.endswith(b"\n"):
        return Answer(position, run.stdout[:-1], None)
    refused = re.match(r"assay: .*?article\.jsonl:2: (.*)", said)
    if run.returncode == 2 and refused:
        return Answer(position, None, PLACE.sub("", refused.group(1)))
    raise WorkerFailed(f"'assay score' ended with status {run.returncode}: {said or 'it said nothing'}")


def environment():
    """Our own, but a crash is not to be written up: that takes seconds, and nobody reads it."""
    return {**os.environ, "SWIFT_BACKTRACE": "enable=no"}


def row(answer):
    """The columns that an answer becomes: see COLUMNS in score.py."""
    if answer.record is None:
        return (answer.position, None, None, None, None, None, None, answer.failure)
    text = answer.record.decode()
    record = json.loads(text)
    slugs = [diagnostic["slug"] for diagnostic in record["diagnostics"]]
    totals = {scale: float(total) for scale, total in record["totals"].items()}
    return (
        answer.position, record["article"]["id"], len(record["claims"]), totals, slugs, "set-aside" in slugs, text, None)
