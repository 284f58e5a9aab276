"""Texts through `kg parse`: the sentences that everything here is trained on, cut and tagged as the program does it.

In come texts, out comes for each the list of its sentences as `kg parse --json` prints them (offsets in characters of
the text). The program is asked and not imitated, so that what is learned stands on the tokens that it will see.
"""

import json
import re
import subprocess
import tempfile
from pathlib import Path

FILES_A_CALL = 400
"""Paths that one command line takes."""


def parse(program, texts):
    """The sentences of each text, in order."""
    out = [[] for _ in texts]
    with tempfile.TemporaryDirectory() as folder:
        for first in range(0, len(texts), FILES_A_CALL):
            names = []
            for number, text in enumerate(texts[first : first + FILES_A_CALL], first):
                path = Path(folder) / f"{number}.txt"
                path.write_text(text, encoding="utf-8", newline="")
                names.append(path)
            found = subprocess.run([program, "parse", "--json", *names], stdout=subprocess.PIPE, check=True, cwd=folder)
            for line in found.stdout.decode().split("\n"):
                if not line:
                    continue
                sentence = json.loads(line)
                out[int(Path(sentence["file"]).stem)].append(sentence)
            for path in names:
                path.unlink()
    return out


BEFORE = re.compile(r" ([,.;:?!%)\]]|'s|’s|n't|'re|'ve|'ll|'d|'m)(?= |$)")
BEHIND = re.compile(r"([(\[$]) ")


def silver(folder):
    """The sentences of treebank files as text: forms joined as English sets them."""
    texts = []
    for path in sorted(folder.glob("*.conllu")):
        forms = []
        for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
            columns = line.split("\t")
            if columns[0].isdigit():
                forms.append(columns[1])
            elif forms and not line.strip():
                texts.append(BEHIND.sub(r"\1", BEFORE.sub(r"\1", " ".join(forms))))
                forms = []
    return texts


def head_of(tokens, start, end):
    """The token that the others of a span hang on: of those whose head lies outside, the first that is a noun.

    `None` where the span holds no token.
    """
    inside = [index for index, token in enumerate(tokens) if token["start"] < end and token["end"] > start]
    tops = [index for index in inside if tokens[index]["head"] is None or tokens[index]["head"] not in inside]
    nouns = [index for index in tops if tokens[index]["upos"] in ("NOUN", "PROPN", "PRON")]
    return next(iter(nouns + tops), None)
