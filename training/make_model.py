#!/usr/bin/env python3
"""Treebank and open text in, `model.bin` out.

    python3 make_model.py --treebank DIR --text DIR --vectors DIR --work DIR --out ../data/lang/en/model.bin

Stages, each kept in the work folder and done once: word vectors; names on all text but GUM's, from spaCy's medium model, which comes with the vectors;
teacher, and its trees on open text that has none; student; sentence breaker; lemmas; model file. Delete a stage's file to repeat it, and the files
of what follows. Open text is CoNLL-U of which the forms are used, and heads where there are any.
"""

import argparse
import pickle
import random
from collections import Counter
from pathlib import Path

import torch

import lemmas
from breaker import Breaker, train_breaker
from conllu import NAME_TAGS, read
from fit import Labels, fit, predict, tensors
from model_file import CLIP, sections_of, write
from names import spacy_names
from network import Network, Student, Teacher
from words import Words, lower, vectors

TEACHER_PASSES, STUDENT_PASSES = 12, 9
TREEBANK_TIMES = 2
"""How often the student sees the treebank in a pass over treebank and open text."""
OPEN_TEXT_WEIGHT = 0.6
"""How much a sentence of open text, parsed by the teacher, counts beside one of the treebank."""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("treebank", "text", "vectors", "work", "out"):
        parser.add_argument(f"--{name}", required=True, type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    args.work.mkdir(parents=True, exist_ok=True)

    train, dev = read(args.treebank / "train.conllu"), read(args.treebank / "dev.conllu")
    labels = Labels(train, NAME_TAGS)
    table, vector_rows = stage(args.work / "vectors.pickle", lambda: vectors(args.vectors))

    text = [s for path in sorted(args.text.glob("*.conllu")) for s in read(path) if 4 <= len(s) <= 80]
    found = stage(args.work / "names.pickle", lambda: spacy_names([s for s in train + text if s.names is None], args.vectors))
    for s, names in zip([s for s in train + text if s.names is None], found):
        s.names = names
    for s in text:
        s.weight = OPEN_TEXT_WEIGHT

    counts = Counter(lower(form) for s in train for form in s.forms)
    own = {word: row for row, word in enumerate(["", "<unknown>"] + [word for word, count in counts.most_common() if count >= 2])}
    bare = [s for s in text if not any(s.heads)]
    if bare:
        words = Words(own, vector_rows)
        seed(args.seed)
        teacher = Network(Teacher, len(own), labels.sizes, table)
        train_network(teacher, args.work / "teacher.pt", train, dev, words, labels, TEACHER_PASSES, 900)
        trees = stage(args.work / "trees.pickle", lambda: predict(teacher, bare, words, labels))
        for s, (s.upos, s.xpos, s.heads, s.relations, _) in zip(bare, trees):
            pass

    own = dict(own)
    for word, count in Counter(lower(form) for s in text for form in s.forms).most_common(20000):
        if count >= 5 and word not in own:
            own[word] = len(own)
    words = Words(own, vector_rows)
    seed(args.seed)
    student = Network(Student, len(own), labels.sizes, table)
    train_network(student, args.work / "student.pt", TREEBANK_TIMES * train + text, dev, words, labels, STUDENT_PASSES, 1200)

    breaker = Breaker()
    path = args.work / "breaker.pt"
    if not path.exists():
        seed(args.seed)
        breaker = train_breaker(student, words, train, text, dev, teller(path.with_suffix(".log")))
        torch.save(breaker.state_dict(), path)
    breaker.load_state_dict(torch.load(path))

    sizes = write(args.out, sections_of(student, breaker, labels, words, lemmas.learn(train, text), hidden_step(student, words, train[::20])))
    print(f"{args.out}: {sum(sizes.values())} bytes", sizes)


def hidden_step(student, words, sentences):
    """The step in which the name tagger's hidden layer is stored: all but one in two thousand of its values fit."""
    student.eval()
    values = []
    hook = student.name.enter.register_forward_hook(lambda _, __, out: values.append(torch.relu(out).flatten()))
    with torch.no_grad():
        for sentence in sentences:
            student(*tensors([sentence], words))
    hook.remove()
    values = torch.cat(values).sort().values
    return float(values[int(len(values) * (1 - 1 / 2000))]) / CLIP


def stage(path, make):
    """What `make` returns, from the file if it is there."""
    if not path.exists():
        value = make()
        path.with_suffix(".partial").write_bytes(pickle.dumps(value))
        path.with_suffix(".partial").rename(path)
    return pickle.loads(path.read_bytes())


def seed(number):
    random.seed(number)
    torch.manual_seed(number)


def teller(path):
    """Prints a line and keeps it in a log."""
    log = path.open("w")

    def tell(line):
        print(path.stem, line, flush=True)
        print(line, file=log, flush=True)

    return tell


def train_network(network, path, sentences, dev, words, labels, passes, tokens):
    if not path.exists():
        fit(network, sentences, dev, words, labels, passes, tokens, teller(path.with_suffix(".log")))
        torch.save(network.state_dict(), path)
    network.load_state_dict(torch.load(path))


if __name__ == "__main__":
    main()
