"""What a job has scored, between the last article and the outputs that appear all at once.

Scored rows are kept in a file of their own before anything is made of them: so nothing is scored twice, and an output
is written only when it is known that there is something to write.
"""

from failure import Failure

COLUMNS = (
    "position long, id string, claims int, totals map<string, double>, diagnostics array<string>, set_aside boolean, "
    "record string, failure string")


class Results:
    def __init__(self, session, outputs):
        self.session = session
        self.outputs = [output.rstrip("/") for output in outputs]
        for output in self.outputs:
            system, path = self.at(output)
            if system.exists(path) and not system.exists(self.at(output + "/_SUCCESS")[1]):
                raise Failure(f"'{output}' is there and is no output of such a job", "remove it, or name another one")
        self.kept = self.outputs[0] + ".scored"
        self.rows = None

    def at(self, name):
        path = self.session._jvm.org.apache.hadoop.fs.Path(name)
        return path.getFileSystem(self.session._jsc.hadoopConfiguration()), path

    def keep(self, rows):
        """Scores all `rows` are made of, and reads them back."""
        from pyspark.sql import functions

        table = self.session.createDataFrame(rows, COLUMNS, verifySchema=False)
        table.write.mode("overwrite").parquet(self.kept)
        self.rows = self.session.read.schema(COLUMNS).parquet(self.kept)
        scored = self.rows.where("record is not null")
        # Of articles with one id the first counts, as in a local run.
        firsts = scored.groupBy("id").agg(
            functions.min("position").alias("first"), functions.count("*").alias("times"))
        self.repetitions = (
            scored.join(firsts.where("times > 1"), "id").where("position > first").select("position", "id", "first"))
        self.records = scored
        if not self.repetitions.isEmpty():
            self.records = scored.join(self.repetitions.select("position"), "position", "left_anti")

    def failures(self):
        """Yields the position and the reason of each line that is no article."""
        failed = self.rows.where("failure is not null").select("position", "failure")
        yield from failed.orderBy("position").toLocalIterator()

    def repeated(self):
        """Yields position, id, and the position of the first with that id."""
        yield from self.repetitions.orderBy("position").toLocalIterator()

    def set_aside(self):
        """Yields position and id of each article that ended its workers."""
        yield from self.records.where("set_aside").select("position", "id").orderBy("position").toLocalIterator()

    def totals(self):
        """How many articles have a record, and how many claims these have."""
        row = self.records.selectExpr("count(*)", "coalesce(sum(claims), 0)").first()
        return row[0], row[1]

    def write(self):
        """Writes every output beside its place, then puts all in their places."""
        ordered = self.records.drop("failure").orderBy("position")
        for output in self.outputs:
            writer = (ordered if output.endswith(".parquet") else ordered.select("record")).write.mode("overwrite")
            if output.endswith(".parquet"):
                writer.parquet(output + ".part")
            else:
                compression = "gzip" if output.endswith(".gz") else "none"
                writer.option("compression", compression).option("lineSep", "\n").text(output + ".part")
        for output in self.outputs:
            system, path = self.at(output)
            system.delete(path, True)
            if not system.rename(self.at(output + ".part")[1], path):
                raise Failure(f"cannot rename '{output}.part' to '{output}'")

    def discard(self):
        """Removes all that is not an output."""
        for name in [self.kept, *(output + ".part" for output in self.outputs)]:
            system, path = self.at(name)
            system.delete(path, True)
