#!/usr/bin/env python3
"""Annotated news in, `reader.bin` and `reader.ron` out.

    python3 train.py --shared SHARED --kg KG --minilm FOLDER --work WORK --out ../../data/lang/en

`SHARED` holds `gold/` and `score/`; `KG` is a program built before, which parses and whose patterns are weighed;
`MINILM` the files of all-MiniLM-L6-v2. Stages are kept in the work folder and done once: examples; input vectors of
words; the student. A seventh of the articles is not trained on: on it the numbers of `reader.ron` are fitted.
`gold/dense/dev` decides nothing and is scored at the end.
"""

import argparse
import json
import pickle
import random
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import fusion
import gold
import measure
import reader_file
from sentences import parse
from student import Student, lexical_rows
from teacher import fit, predict

PASSES, SECOND_PASSES = 8, 8
RATES, SECOND_RATES = (5e-4, 2e-3), (4e-4, 1.6e-3)
"""Of encoder and head; the second round starts again from what the first reached."""
BATCH = 16
THRESHOLDS = {"pattern": -1.5, "reader": 0.0, "wait": -2.0}
"""Read off the sweep on the held-out seventh: two claims of three are right there."""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("shared", "kg", "minilm", "work", "out"):
        parser.add_argument(f"--{name}", required=True, type=Path)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(1)
    args.work.mkdir(parents=True, exist_ok=True)
    model = args.out / "model.bin"
    data = stage(args.work / "examples.pickle", lambda: examples(args.kg.resolve(), args.shared, args.out))
    held_out = {text["text"] for text in data["train"]["texts"] if zlib.crc32(text["id"].encode()) % 7 == 0}
    train = [example for example in data["train"]["examples"] + data["more"] if example.text not in held_out]
    held = [example for example in data["train"]["examples"] if example.text in held_out]
    lexical = stage(args.work / "lexical.pickle", lambda: lexical_rows(args.minilm, data["train"]["examples"] + data["more"]))

    random.seed(args.seed)
    torch.manual_seed(args.seed)
    np.random.seed(args.seed)
    student, state = Student(model, lexical), args.work / "student.pt"
    if not state.exists():
        for passes, rates in ((PASSES, RATES), (SECOND_PASSES, SECOND_RATES)):
            fit(student, train, passes, rates, BATCH, lambda line: print(line, flush=True))
        torch.save(student.state_dict(), state)
    student.load_state_dict(torch.load(state))
    student.eval()
    print("sizes", reader_file.save(student, model, train[:400], args.out / "reader.bin"))

    claims = data["train"]["claims"]
    patterns_of = lambda example: fusion.pattern_claims(example, claims[example.text])
    counts = fusion.records([e for e in data["train"]["examples"] if e.text not in held_out], [patterns_of(e) for e in data["train"]["examples"] if e.text not in held_out])
    rows = []
    for example, output in zip(held, predict(student, held)):
        rows += fusion.rows(example, output["pairs"], patterns_of(example), counts)
    weights = [fusion.regression([row[0] for row in rows if row[3] == told], [row[1] for row in rows if row[3] == told]) for told in (True, False)]
    every = data["train"]["examples"]
    counts = fusion.records(every, [patterns_of(example) for example in every])
    (args.out / "reader.ron").write_text(fusion.written(*weights, THRESHOLDS, counts))

    for name, chosen in (("held out", held), ("dense/dev", data["dev"]["examples"])):
        outputs = predict(student, chosen)
        print(name, measure.sweep(chosen, [measure.found(output["pairs"]) for output in outputs]), measure.status(chosen, outputs))


def examples(kg, shared, language):
    """Examples of every suite, and what the patterns claim of the densely annotated texts."""
    read = lambda path: [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    data = {}
    for name in ("train", "dev"):
        texts = read(shared / f"gold/dense/texts-{name}.jsonl")
        made, across = gold.dense(shared / "score/check_annotation.py", texts, shared / f"gold/dense/{name}.jsonl", parse(kg, [text["text"] for text in texts]))
        print(name, len(made), "sentences,", sum(len(example.claims) for example in made), "claims,", across, "over two sentences")
        data[name] = {"texts": texts, "examples": made, "claims": dict(zip((text["text"] for text in texts), extracted(kg, texts)))}
    more = []
    for name in ("plv-dev", "plv-odd"):
        texts = read(shared / f"gold/{name}.jsonl")
        more += gold.events(texts, parse(kg, [text["text"] for text in texts]), [{"claims": claims} for claims in extracted(kg, texts)])
    for name in ("articles-dev", "seeds-dev"):
        texts = read(shared / f"gold/{name}.jsonl")
        more += gold.quoted(texts, parse(kg, [text["text"] for text in texts]))
    texts = gold.pattern_sentences(language / "patterns")
    more += gold.patterns(texts, parse(kg, [text["text"] for text in texts]), [{"claims": claims} for claims in extracted(kg, texts)])
    return data | {"more": more}


def extracted(kg, texts):
    """The claims that the patterns find in each text; the reader's own are left out."""
    feed = "".join(json.dumps({key: text[key] for key in ("id", "text", "published") if text.get(key)}, ensure_ascii=False) + "\n" for text in texts)
    answers = subprocess.run([kg, "extract", "--proposed"], input=feed.encode(), stdout=subprocess.PIPE, check=True, cwd="/").stdout.decode()
    lines = [json.loads(line) for line in answers.split("\n") if line]
    return [[claim for claim in line["claims"] + line.get("proposed", []) if claim["pattern"] != "reader"] for line in lines]


def stage(path, make):
    """What `make` returns, from the file if it is there."""
    if not path.exists():
        path.write_bytes(pickle.dumps(make()))
    return pickle.loads(path.read_bytes())


if __name__ == "__main__":
    main()
