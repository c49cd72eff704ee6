"""The rule that every peer runs: the pack's word lists, the score, and the line that is printed for an article."""
import pathlib

LEXICONS = pathlib.Path(__file__).resolve().parent.parent.parent / "Examples" / "counts" / "lexicons"


def words(name):
    lines = (LEXICONS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


HEDGES, REPORTING = words("hedges"), words("reporting")


def row(id_, words, hedges, reporting, numbers, quotes):
    score = 2.0 * quotes + 1.0 * reporting + 0.5 * numbers - 1.5 * hedges
    return "%s\t%d\t%d\t%d\t%d\t%d\t%g\n" % (id_, words, hedges, reporting, numbers, quotes, score)
