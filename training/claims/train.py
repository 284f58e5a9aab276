#!/usr/bin/env python3
"""Annotated news in, `reader.bin` and `reader.ron` out.

    python3 train.py --shared SHARED --kg KG --minilm FOLDER --work WORK --out ../../data/lang/en

`SHARED` holds `gold/`, `treebank/silver`, `pool.jsonl` and `score/`; `KG` is a built program, which parses and whose
patterns are weighed; `MINILM` the files of all-MiniLM-L6-v2. Each stage is kept in the work folder and done once:

1. examples of every annotated suite, and what the patterns claim of them;
2. the teacher, a pretrained encoder under the reader's head, trained on them;
3. the student, the parser's own blocks under the same head, trained on them;
4. both together tell chances of text that nobody annotated, and the student goes on with those and the examples;
5. the student ends on the examples alone; the numbers of `reader.ron` are fitted on a seventh of the articles, on which
   nothing was trained so far; then it sees these too.

`gold/dense/dev` decides nothing and is scored at the end. `--share` trains on a part of the densely annotated articles, for a learning curve.
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
import reader
import reader_file
from sentences import parse, silver
from student import Student, lexical_rows
from teacher import Teacher, fit, predict

BATCH = 16
TEACHER = (5, (1.2e-4, 1e-3))
"""Passes, rates of encoder and head."""
STUDENT = [(16, (5e-4, 2e-3))]
DISTILLATIONS, DISTILLED = 3, (6, (4e-4, 1.6e-3))
"""Each time the student that came of the time before tells chances beside the teacher."""
LAST = [(6, (2e-4, 8e-4)), (3, (1.2e-4, 5e-4))]
"""The second round starts again from what the first reached."""
ALL = (4, (1.2e-4, 5e-4))
"""On all articles, those too on which the numbers of `reader.ron` were fitted just before."""
SILVER = 20_000
"""Sentences of the silver text: it is of another time and tells less than the news of the pool."""
MOST_ENDS, MOST_TOKENS = 30, 70
"""Sentences beyond are lists, and teach little."""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("shared", "kg", "minilm", "work", "out"):
        parser.add_argument(f"--{name}", required=True, type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--judged", type=Path, nargs="*", default=[], help="files of `kg decisions --as-annotation`")
    args = parser.parse_args()
    torch.set_num_threads(1)
    args.work.mkdir(parents=True, exist_ok=True)
    args.kg = args.kg.resolve()
    data = stage(args.work / "examples.pickle", lambda: examples(args.kg, args.shared, args.out, args.judged))
    part = lambda text, parts: zlib.crc32(text["id"].encode()) % parts
    held_out = {text["text"] for text in data["train"]["texts"] if part(text, 7) == 0}
    left_out = {text["text"] for text in data["train"]["texts"] if part(text, 1009) >= args.share * 1009}
    every = data["train"]["examples"]
    train = [example for example in every + data["more"] if example.text not in held_out | left_out]
    held = [example for example in every if example.text in held_out]
    lexical = stage(args.work / "lexical.pickle", lambda: lexical_rows(args.minilm, every + data["more"]))
    student = trained(args, data, train, lexical)
    fused(data, held_out, predict(student, held), args.out / "reader.ron")
    for name, chosen in (("held out", held), ("dense/dev", data["dev"]["examples"])):
        report(name, student, chosen)
    if args.share == 1:
        kept(args.work / "all.pt", student, lambda: fit(student, train + held, *ALL, BATCH, lambda line: print(line, flush=True)))
        report("dense/dev, trained on all", student, data["dev"]["examples"])
    print("sizes", reader_file.save(student, args.out / "model.bin", train[:400], args.out / "reader.bin"))


def report(name, student, chosen):
    outputs = predict(student, chosen)
    print(name, measure.sweep(chosen, [measure.found(output["pairs"]) for output in outputs]), measure.status(chosen, outputs))


def trained(args, data, train, lexical):
    """The student after its rounds; of each what it came to is kept."""
    tell = lambda line: print(line, flush=True)
    seeded(args.seed)
    teacher = Teacher(args.minilm)
    kept(args.work / "teacher.pt", teacher, lambda: fit(teacher, train, *TEACHER, BATCH, tell))
    seeded(args.seed)
    student = Student(args.out / "model.bin", lexical)
    kept(args.work / "student.pt", student, lambda: [fit(student, train, *round_, BATCH, tell) for round_ in STUDENT])
    for time in range(1, DISTILLATIONS + 1):
        soft = stage(args.work / f"soft{time}.pickle", lambda: softened(args, data["open"], teacher, student))
        seeded(args.seed + time)
        kept(args.work / f"distilled{time}.pt", student, lambda: fit(student, train + soft, *DISTILLED, BATCH, tell))
        kept(args.work / f"last{time}.pt", student, lambda: [fit(student, train, *round_, BATCH, tell) for round_ in LAST])
    return student


def softened(args, examples, teacher, student):
    """Examples with the chances that teacher and student together see: the means of their log odds."""
    for first in range(0, len(examples), 2000):
        chosen = examples[first : first + 2000]
        for example, output, other in zip(chosen, predict(teacher, chosen), predict(student, chosen)):
            output["pairs"] = (output["pairs"] + other["pairs"]) / 2
            example.targets = reader.softened(example, output)
    return examples


def fused(data, held_out, outputs, path):
    """Fits the numbers of `reader.ron` on what was held out, and writes them."""
    every, claims = data["train"]["examples"], data["train"]["claims"]
    held = [example for example in every if example.text in held_out]
    patterns_of = lambda examples: [fusion.pattern_claims(example, claims[example.text]) for example in examples]
    trained_on = [example for example in every if example.text not in held_out]
    counts = fusion.records(trained_on, patterns_of(trained_on))
    rows = []
    for example, output, found in zip(held, outputs, patterns_of(held)):
        rows += fusion.rows(example, output, found, counts)
    weights = [fusion.regression([row[0] for row in rows if row[3] == told], [row[1] for row in rows if row[3] == told]) for told in (True, False)]
    thresholds = fusion.thresholds(rows, weights, sum(claim.weight == 1 for example in held for claim in example.claims))
    path.write_text(fusion.written(*weights, thresholds, fusion.records(every, patterns_of(every))))


def examples(kg, shared, language, decided):
    """Examples of every suite, what the patterns claim of the densely annotated texts, and sentences that nobody
    annotated."""
    read = lambda path: [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    checker, data = shared / "score/check_annotation.py", {}
    for name in ("train", "dev"):
        texts = read(shared / f"gold/dense/texts-{name}.jsonl")
        made, across = gold.dense(checker, texts, shared / f"gold/dense/{name}.jsonl", parse(kg, [text["text"] for text in texts]))
        print(name, len(made), "sentences,", sum(len(example.claims) for example in made), "claims,", across, "over two sentences")
        data[name] = {"texts": texts, "examples": made, "claims": dict(zip((text["text"] for text in texts), extracted(kg, texts)))}
    more = []
    for name in ("plv-dev", "plv-odd"):
        texts = read(shared / f"gold/{name}.jsonl")
        more += gold.events(texts, parse(kg, [text["text"] for text in texts]), [{"claims": claims} for claims in extracted(kg, texts)])
    for name in ("articles-dev", "seeds-dev"):
        texts = read(shared / f"gold/{name}.jsonl")
        more += gold.quoted(texts, parse(kg, [text["text"] for text in texts]))
    texts = read(shared / "gold/re3d-dev.jsonl")
    more += gold.relations(texts, parse(kg, [text["text"] for text in texts]))
    texts = gold.pattern_sentences(language / "patterns")
    more += gold.patterns(texts, parse(kg, [text["text"] for text in texts]), [{"claims": claims} for claims in extracted(kg, texts)])
    annotation = Path(__file__).resolve().parent / "annotation.jsonl"
    annotated = {row["id"] for row in read(annotation)}
    known = {text["text"] for name in ("train", "dev") for text in data[name]["texts"]}
    pool = [text for text in read(shared / "pool.jsonl") if text["text"] not in known]
    parsed = parse(kg, [text["text"] for text in pool])
    own = [(text, sentences) for text, sentences in zip(pool, parsed) if text["id"] in annotated]
    made, _ = gold.dense(checker, [text for text, _ in own], annotation, [sentences for _, sentences in own])
    done = {(example.text, example.sentence["start"]) for example in made}
    texts = [text["text"] for text in pool] + silver(shared / "treebank/silver")
    parsed += parse(kg, texts[len(pool) :])
    open_ = [gold.example(text, "open", sentence) for text, sentences in zip(texts, parsed) for sentence in sentences if (text, sentence["start"]) not in done]
    fits = lambda example: example and 2 <= len(example.ends) <= MOST_ENDS and len(example.forms) <= MOST_TOKENS
    rows = [row for path in decided for row in read(path)]
    more += gold.judged(rows, parse(kg, [row["text"] for row in rows]))
    in_pool = {text["text"] for text in pool}
    news = [example for example in filter(fits, open_) if example.text in in_pool]
    old = [example for example in filter(fits, open_) if example.text not in in_pool]
    random.Random(SILVER).shuffle(old)
    return data | {"more": more + made, "open": news + old[:SILVER]}


def extracted(kg, texts):
    """The claims that the patterns alone find in each text."""
    feed = "".join(json.dumps({key: text[key] for key in ("id", "text", "published") if text.get(key)}, ensure_ascii=False) + "\n" for text in texts)
    answers = subprocess.run([kg, "extract", "--without", "reader"], input=feed.encode(), stdout=subprocess.PIPE, check=True, cwd="/").stdout.decode()
    return [json.loads(line)["claims"] for line in answers.split("\n") if line]


def seeded(seed):
    random.seed(seed)
    torch.manual_seed(seed)
    np.random.seed(seed)


def kept(path, network, train):
    """Trains a network, or reads what it came to from the file if it is there."""
    if not path.exists():
        train()
        torch.save(network.state_dict(), path)
    network.load_state_dict(torch.load(path))
    network.eval()


def stage(path, make):
    """What `make` returns, from the file if it is there."""
    if not path.exists():
        path.write_bytes(pickle.dumps(make()))
    return pickle.loads(path.read_bytes())


if __name__ == "__main__":
    main()
