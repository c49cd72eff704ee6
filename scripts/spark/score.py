#!/usr/bin/env python3
"""Scores archives on Apache Spark: the records are those of a local run, byte for byte.

Every executor runs `assay worker`. Binary, packs and scripts travel with the job. What Spark retries (a task, an
executor, a machine) changes nothing in the result, since each article's record depends on the article alone and has a
position in the input, by which everything is put in order at the end.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True  # a checkout stays as it was
from failure import Failure

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BINARY = ROOT / ".build/run/assay"
ENVIRONMENT = HERE / ".venv/bin/python"
ENDINGS = (".jsonl", ".jsonl.gz", ".parquet")
# The name under which executors find what was shipped.
SHIPPED = "assay-job"
HELP = """
INPUT is JSON Lines (.jsonl, also .gz), with an article a line, or Parquet, with an article a row in columns named like
the fields of an article; or a folder or a quoted pattern of such files; anywhere Spark can read. Several inputs are read
in the order given, the files of a folder by their paths.

examples:
  scripts/spark/setup
  scripts/spark/score.py archive.jsonl --output claims.jsonl
  scripts/spark/score.py 'archive/*.parquet' --output claims.parquet --output claims.jsonl --master 'local[8]'
  scripts/spark/score.py archive.jsonl --rules my-rule.lua --no-std --output claims.jsonl
  spark-submit --master yarn --conf spark.executor.memoryOverhead=2g scripts/spark/score.py \\
    hdfs:///archive --assay ./assay --output hdfs:///claims.parquet

An output is a folder, as Spark writes them, and is replaced when all is done. Put together in the order of their names,
the parts of an output ending in .jsonl are what `assay score --output NAME.jsonl` writes.

exit status:
  0    all articles are scored, whatever the rules said
  2    an input could not be read, or an article was set aside; the others are scored. Or the job could not be done
  130  stopped by Ctrl-C; outputs are as they were
"""


def say(text):
    print(f"assay: {text}", file=sys.stderr, flush=True)


def parsed(words):
    parser = argparse.ArgumentParser(
        prog="score.py", description=__doc__, epilog=HELP, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", metavar="INPUT", nargs="+", help="files, folders or quoted patterns")
    parser.add_argument(
        "-o", "--output", metavar="FOLDER", dest="outputs", action="append", default=[],
        help=f"write the results to this folder (repeatable; {', '.join(ENDINGS)})")
    parser.add_argument("--pack", metavar="FOLDER", action="append", default=[], help="add the pack in this folder")
    parser.add_argument("--rules", metavar="FILE.lua", action="append", default=[], help="add a loose script")
    parser.add_argument("--no-std", action="store_true", help="leave out the packs that come with assay")
    parser.add_argument("--local", metavar="FILE",
                        help="lay these local settings over the packs; without it ./local.json, where it is one")
    parser.add_argument("--no-local", action="store_true", help="leave out ./local.json")
    parser.add_argument("--as-of", metavar="DAY", help="leave out suppressions that have ended before this day")
    parser.add_argument("--offsets", choices=["codepoints", "utf8", "utf16"], default="codepoints",
                        help="what offsets in records count")
    parser.add_argument("--headline", action="store_true",
                        help="take a one-line first paragraph without a final stop as the headline")
    parser.add_argument("--time-limit", metavar="SECONDS", type=float, default=60.0,
                        help="seconds that one article may take, and 60 more for each megabyte of it (60)")
    parser.add_argument("--assay", metavar="PATH", default=os.environ.get("ASSAY", str(BINARY)),
                        help="the binary to ship (that of scripts/assay, or $ASSAY)")
    parser.add_argument("--master", metavar="URL",
                        help="where to run: local[2], spark://…; else what spark-submit says, or local[*]")
    parser.add_argument("--conf", metavar="NAME=VALUE", action="append", default=[], help="a setting of Spark")
    parser.add_argument("--articles-per-task", metavar="N", type=int,
                        help="articles that Spark hands out, and retries, together (250 to 20,000 by the size of the "
                        "input)")
    parser.add_argument("-q", "--quiet", action="store_true",
                        help="show no summary; what fails is told all the same")
    options = parser.parse_args(words)
    if not options.outputs:
        parser.error("an output expected: add --output claims.jsonl or --output claims.parquet")
    for output in options.outputs:
        if not output.rstrip("/").endswith(ENDINGS):
            parser.error(f"--output {output}: a name ending in {', '.join(ENDINGS)} expected")
    if len(set(options.outputs)) < len(options.outputs):
        parser.error("--output: the same name is given twice")
    if not 0 < options.time_limit <= 86_400:
        parser.error(f"--time-limit: more than 0 and at most 86400 seconds expected, got {options.time_limit:g}")
    if options.articles_per_task is not None and options.articles_per_task < 1:
        parser.error(f"--articles-per-task: at least 1 expected, got {options.articles_per_task}")
    for setting in options.conf:
        if "=" not in setting:
            parser.error(f"--conf: NAME=VALUE expected, got '{setting}'")
    return options


# What is shipped


class Shipment:
    """The binary, packs and scripts of a job, in one archive that Spark takes to each executor and unpacks there.

    What a failing rule says names its file as the user named it, so a worker is started in a folder in which the user's
    names lead to the files. Only a name that begins at the root is shortened to its last part.

    folder: where that is in the archive
    options: for `assay worker` and `assay score`, when they run there
    """

    def __init__(self, options, folder):
        binary = Path(options.assay)
        if not binary.is_file():
            raise Failure(
                f"no binary '{binary}'", "scripts/assay --version builds it; --assay PATH names another one")
        if not os.access(binary, os.X_OK):
            raise Failure(f"'{binary}' cannot be run", f"chmod +x {binary}")
        files = {"assay": binary}
        common = ["--offsets", options.offsets]
        common += ["--no-std"] if options.no_std else []
        common += ["--headline"] if options.headline else []
        common += ["--as-of", options.as_of] if options.as_of else []
        named = [("--pack", value) for value in options.pack] + [("--rules", value) for value in options.rules]
        local = options.local or (None if options.no_local else self.local_settings())
        named += [("--local", local)] if local else []
        self.check(binary, [word for pair in named for word in pair] + common)
        steps_up = max((os.path.normpath(value).split("/").count("..") for _, value in named), default=0)
        self.folder = "files" + "/up" * steps_up
        self.options = common
        for option, value in named:
            path = Path(value)
            name = path.name if path.is_absolute() else value
            self.options += [option, name]
            # A pack that is no folder is one that the binary brings along.
            if path.exists():
                place = os.path.normpath(os.path.join(self.folder, name))
                if files.setdefault(place, path) != path:
                    raise Failure(f"two files named '{name}'", "name them by paths that do not begin at the root")
                tests = path.with_name(path.stem + "_test.lua")
                if option == "--rules" and tests.is_file():
                    # A script's tests are part of what its record names.
                    files[os.path.join(os.path.dirname(place), tests.name)] = tests
        self.archive = Path(folder) / "job.tar"
        with tarfile.open(self.archive, "w", dereference=True) as archive:
            for name, path in files.items():
                archive.add(path, name)

    @staticmethod
    def local_settings():
        """The settings that `assay score` would find; a worker looks for none."""
        try:
            schema = json.loads(Path("local.json").read_text(encoding="utf-8")).get("schema")
        except (OSError, ValueError, AttributeError):
            return None
        return "local.json" if isinstance(schema, str) and schema.startswith("assay.local/") else None

    @staticmethod
    def check(binary, options):
        """Lets a worker say here what is wrong with the rules, once, before a hundred say it elsewhere."""
        try:
            run = subprocess.run(
                [binary.resolve(), "worker", *options], stdin=subprocess.DEVNULL, capture_output=True, text=True)
        except OSError as error:
            raise Failure(f"'{binary}' cannot be run: {error.strerror.lower()}") from None
        if run.returncode != 0:
            raise Failure(run.stderr.strip().removeprefix("assay: ") or f"'{binary}' ended with status {run.returncode}")


# The job


def scored(lines, options, place, seconds):
    """The rows of a partition; runs in an executor."""
    from pyspark import SparkFiles
    from worker_pipe import answers, row

    program = os.path.join(SparkFiles.get(SHIPPED), "assay")
    if not os.access(program, os.X_OK):
        # Spark forgets this of what it unpacks.
        os.chmod(program, 0o755)
    folder = os.path.join(SparkFiles.get(SHIPPED), place)
    os.makedirs(folder, exist_ok=True)
    for answer in answers(lines, (program, options, folder), seconds):
        yield row(answer)


def score(session, options, shipment):
    """Runs the job; whether all inputs were scored."""
    from archive import Archive
    from results import Results

    context = session.sparkContext
    context.addArchive(f"{shipment.archive}#{SHIPPED}")
    for module in ("worker_pipe.py", "archive.py", "failure.py"):
        context.addPyFile(str(HERE / module))
    results = Results(session, options.outputs)
    archive = Archive(session, options.inputs)
    for failure in archive.failures:
        say(failure)
    if archive.count == 0:
        raise Failure("no articles")
    words, place, seconds = shipment.options, shipment.folder, options.time_limit
    size = options.articles_per_task or min(20_000, max(250, archive.count // (4 * context.defaultParallelism)))
    count = -(-archive.count // size)
    if "spark.sql.shuffle.partitions" not in "".join(options.conf):
        # What is put in order at the end comes in pieces of the size that tasks have.
        session.conf.set("spark.sql.shuffle.partitions", count)
    # Sorting costs a thousandth of scoring, and makes tasks of one size of whatever files there are.
    tasks = archive.lines().repartitionAndSortWithinPartitions(
        count, lambda position: position // size)
    try:
        results.keep(tasks.mapPartitions(lambda lines: scored(lines, words, place, seconds)))
        failed = len(archive.failures)
        for position, reason in results.failures():
            say(f"{archive.place(position)}: {reason}")
            failed += 1
        for position, article, first in results.repeated():
            say(f"{archive.place(position)}: id '{article}' is taken by {archive.place(first)}")
            failed += 1
        for position, article in results.set_aside():
            say(f"{archive.place(position)}: article '{article}' is set aside: it ended 3 worker processes")
            failed += 1
        articles, claims = results.totals()
        if articles == 0:
            raise Failure("nothing could be scored", "outputs are as they were")
        results.write()
    finally:
        results.discard()
    if not options.quiet:
        ending = f"; {failed} input{'s' * (failed != 1)} failed" if failed else ""
        say(f"{articles} article{'s' * (articles != 1)}, {claims} claim{'s' * (claims != 1)}{ending}")
    return failed == 0


def opened(options):
    """A session of Spark with the settings of this job."""
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

    settings = dict(setting.split("=", 1) for setting in options.conf)
    builder = SparkSession.builder.appName("assay")
    master = options.master or SparkConf().get("spark.master") or "local[*]"
    if options.master or not SparkConf().get("spark.master"):
        builder = builder.master(master)
    if master.startswith("local"):
        # Nothing of a run on one machine is for the network.
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        settings.setdefault("spark.ui.enabled", "false")
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        if "SPARK_HOME" not in os.environ:
            import pyspark
            # Executors of local-cluster are started by Spark's own scripts.
            os.environ["SPARK_HOME"] = os.path.dirname(pyspark.__file__)
    settings.setdefault("spark.ui.showConsoleProgress", str(sys.stderr.isatty() and not options.quiet).lower())
    # What is wrong is said in one line at the end; a retry is nothing wrong.
    settings.setdefault("spark.log.level", "FATAL")
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def require_spark():
    try:
        import pyspark  # noqa: F401
    except ImportError:
        if ENVIRONMENT.is_file() and Path(sys.executable) != ENVIRONMENT:
            os.execv(ENVIRONMENT, [str(ENVIRONMENT), *sys.argv])
        raise Failure("no pyspark for this Python", "scripts/spark/setup installs it") from None
    if "PYSPARK_GATEWAY_PORT" in os.environ:
        return
    home = os.environ.get("JAVA_HOME")
    java = os.path.join(home, "bin", "java") if home else "java"
    if not shutil.which(java):
        raise Failure(f"no Java: '{java}' is not there", "scripts/spark/setup installs it; or set JAVA_HOME")


def reason_of(error):
    """What Spark says of a job that failed, in one line."""
    text = str(getattr(error, "java_exception", None) or error)
    for line in text.splitlines():
        if "WorkerFailed: " in line:
            return line.split("WorkerFailed: ", 1)[1]
    return next((line.strip() for line in text.splitlines() if line.strip()), type(error).__name__)


def main():
    options = parsed(sys.argv[1:])
    session = None
    try:
        require_spark()
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        with tempfile.TemporaryDirectory(prefix="assay-spark-") as folder:
            shipment = Shipment(options, folder)
            try:
                session = opened(options)
                return 0 if score(session, options, shipment) else 2
            except (Py4JError, PySparkException) as error:
                raise Failure(f"the job failed: {reason_of(error)}", "--conf spark.log.level=WARN says more") from None
            finally:
                if session:
                    master, name = session.sparkContext.master, session.sparkContext.applicationId
                    session.stop()
                    if master.startswith("local-cluster"):
                        # Its executors leave their copies of what was shipped beside Spark.
                        shutil.rmtree(Path(os.environ["SPARK_HOME"], "work", name), ignore_errors=True)
    except Failure as failure:
        say(failure)
        if failure.help:
            print(f"  help: {failure.help}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        say("stopped; outputs are as they were")
        return 130


if __name__ == "__main__":
    sys.exit(main())
