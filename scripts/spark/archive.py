"""The articles of an archive in Spark, each with its position: the order in which a local run would read them.

Spark reads files in pieces and in an order of its own. Every piece says which file it is of and where it begins, so
counting the lines of the pieces, which Spark does without handing them to Python, gives each line its number.
"""

import bisect
import json
import re

from failure import Failure

FIELDS = ["id", "title", "byline", "outlet", "url", "published", "language", "section", "text", "blocks"]
LINE_ENDINGS = (".jsonl", ".jsonl.gz")
PARQUET = ".parquet"
# Spark keeps these bytes of names for patterns.
SPECIAL = re.compile(r"([\\{}\[\]*?,])")


class Archive:
    """Files, in order, and how many lines each has.

    failures: sentences about inputs that have no articles
    count: lines of all files, blank ones as well
    """

    def __init__(self, session, inputs):
        self.session = session
        self.failures = []
        self.files = self.listed(inputs)
        self.pieces = self.counted()
        self.starts = []
        self.count = 0
        bases = {}
        empty = []
        for shown, uri in self.files:
            self.starts.append(self.count)
            before = self.count
            for start, count in sorted(self.pieces.get(uri, [])):
                bases[uri, start] = self.count
                self.count += count
            if self.count == before:
                empty.append(shown)
        self.failures += [f"{shown}: no articles" for shown in empty]
        self.bases = bases

    def place(self, position):
        """Where a line stands: `archive.jsonl:41`. In Parquet, its row."""
        file = bisect.bisect_right(self.starts, position) - 1
        return f"{self.files[file][0]}:{position - self.starts[file] + 1}"

    def lines(self):
        """Pairs of a position and the bytes of an article's line."""
        bases = self.session.sparkContext.broadcast(self.bases)
        parts = []
        if (text := self.read(LINE_ENDINGS)) is not None:
            parts.append(text.rdd.mapPartitions(lambda rows: numbered(rows, bases.value)))
        if (table := self.read(PARQUET)) is not None:
            parts.append(table.rdd.map(lambda row: described(row, bases.value)))
        return self.session.sparkContext.union(parts)

    # Files

    def listed(self, inputs):
        """Pairs of the name to show and the URI, in the order of reading."""
        hadoop = self.session._jvm.org.apache.hadoop.fs
        settings = self.session._jsc.hadoopConfiguration()
        files, seen = [], set()
        for given in inputs:
            path = hadoop.Path(given)
            system = path.getFileSystem(settings)
            found = system.globStatus(path) or []
            named = []
            for status in found:
                if not status.isDirectory():
                    named.append(status.getPath())
                    continue
                each = system.listFiles(status.getPath(), True)
                while each.hasNext():
                    inner = each.next().getPath()
                    # What Spark and Hadoop leave in folders besides data begins so.
                    if known(inner.getName()) and not inner.getName().startswith(("_", ".")):
                        named.append(inner)
            if not named:
                self.failures.append(f"{given}: no such file, or no .jsonl, .jsonl.gz or .parquet in it")
            named = [(name.toString(), normal(name.toUri().toString())) for name in named]
            for text, uri in sorted(named, key=lambda name: name[0].encode()):
                shown = given if len(named) == 1 and len(found) == 1 else re.sub("^file:/+", "/", text)
                if not known(text):
                    self.failures.append(f"{shown}: a name ending in .jsonl, .jsonl.gz or .parquet expected")
                elif uri in seen:
                    self.failures.append(f"{shown}: named twice, read once")
                else:
                    seen.add(uri)
                    files.append((shown, uri, text))
        self.paths = {uri: SPECIAL.sub(r"\\\1", text) for _, uri, text in files}
        return [(shown, uri) for shown, uri, _ in files]

    def read(self, ending):
        """The rows of all files with such a name, and where each stands; None when there are none."""
        paths = [self.paths[uri] for _, uri in self.files if uri.endswith(ending)]
        if not paths:
            return None
        from pyspark.sql import functions

        if ending == PARQUET:
            table = self.session.read.option("mergeSchema", "true").parquet(*paths)
            columns = [name for name in FIELDS if name in table.columns]
            if "id" not in columns or not {"text", "blocks"} & set(columns):
                got = ", ".join(f"'{name}'" for name in table.columns)
                raise Failure(f"{self.shown(PARQUET)}: columns 'id' and 'text' expected, got {got}")
            strings = [
                functions.col(name) if name == "blocks" else functions.col(name).cast("string").alias(name)
                for name in columns]
            return table.select("_metadata.file_path", "_metadata.row_index", *strings)
        text = self.session.read.option("lineSep", "\n").text(paths)
        # As bytes: what is ill-formed is for assay to mend.
        return text.select("_metadata.file_path", "_metadata.file_block_start", functions.col("value").cast("binary"))

    def shown(self, ending):
        return next(shown for shown, uri in self.files if uri.endswith(ending))

    def counted(self):
        """For each file its pieces: where one begins and how many lines it has."""
        pieces = {}
        for ending in (LINE_ENDINGS, PARQUET):
            table = self.read(ending)
            if table is None:
                continue
            start = "file_block_start" if ending != PARQUET else None
            keys = ["file_path"] + ([start] if start else [])
            for row in table.groupBy(*keys).count().collect():
                pieces.setdefault(normal(row["file_path"]), []).append((row[start] if start else 0, row["count"]))
        return pieces


def known(name):
    return name.endswith((*LINE_ENDINGS, PARQUET))


def normal(uri):
    """One form of the several that name a local file."""
    return re.sub("^file:/+", "file:/", uri)


def numbered(rows, bases):
    """Gives the lines of a partition their positions; a piece is read whole and in order."""
    piece, position = None, 0
    for path, start, line in rows:
        if (path, start) != piece:
            piece, position = (path, start), bases[normal(path), start]
        yield position, bytes(line)
        position += 1


def described(row, bases):
    """A row of a table as the line of JSON Lines that says the same."""
    fields = row.asDict(recursive=True)
    position = bases[normal(fields.pop("file_path")), 0] + fields.pop("row_index")
    present = {name: value for name, value in fields.items() if value is not None}
    return position, json.dumps(present, ensure_ascii=False).encode(errors="replace")
