"""The student: the parser's own encoder, tuned, under the reader's head, with what a pretrained encoder knows of words.

In come examples (`gold`), out come the head's logits. Beside the vectors of words the head sees the tree: a learned
pair of numbers for each way through it from a trigger to an end (`path`), by hash.
"""

import zlib
from collections import Counter

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from encoder import WIDTH, Encoder
from reader import Head, collate
from words import plain

PATHS = 4096
"""Rows of the table of ways through the tree; row 0 stays empty."""
LONGEST_PATH = 5
"""Steps; what is further away is `far`."""
LEXICAL_FORMS = 12_000
SEEN_AT_LEAST = 3
LEXICAL_SPREAD = 0.3
"""The standard deviation of a row of the lexical table, beside 1 of an input row."""


def path(tokens, trigger, end):
    """The way from one token to another: steps up (`<relation`), then down (`>relation`), and the end's preposition.

    `extract/reader/path.rs` computes the same; a change here is a change there and a new model.
    """
    if trigger == end:
        return "="
    above = lambda token: tokens[token]["head"]
    up, seen = [trigger], {trigger}
    while above(up[-1]) is not None and above(up[-1]) not in seen and len(up) <= LONGEST_PATH:
        up.append(above(up[-1]))
        seen.add(up[-1])
    down = [end]
    while down[-1] not in seen and above(down[-1]) is not None and len(down) <= LONGEST_PATH:
        down.append(above(down[-1]))
    if down[-1] not in seen:
        return "far"
    steps = ["<" + tokens[token]["relation"] for token in up[: up.index(down[-1])]]
    steps += [">" + tokens[token]["relation"] for token in reversed(down[:-1])]
    if len(steps) > LONGEST_PATH:
        return "far"
    marks = [token["form"].lower() for token in tokens if token["head"] == end and token["relation"] == "case"]
    return "".join(steps) + ("|" + marks[0] if marks else "")


def row_of(words):
    return zlib.crc32(words.encode()) % (PATHS - 1) + 1


def path_rows(example):
    """[trigger][end] rows of the table."""
    tokens = example.sentence["tokens"]
    return np.array([[row_of(path(tokens, t, e)) for e in example.ends] for t in example.triggers], dtype=np.int64)


def lexical_rows(folder, examples):
    """{form: 128 numbers}: the input vectors of MiniLM of the commonest forms, on their first 128 principal axes."""
    from transformers import AutoModel, AutoTokenizer

    tokenizer, model = AutoTokenizer.from_pretrained(folder, use_fast=True), AutoModel.from_pretrained(folder)
    vectors = model.embeddings.word_embeddings.weight.detach().numpy()
    counts = Counter(plain(form).lower() for example in examples for form in example.forms)
    forms = sorted((form for form, count in counts.items() if count >= SEEN_AT_LEAST), key=lambda form: (-counts[form], form))[:LEXICAL_FORMS]
    pieces = tokenizer(forms, add_special_tokens=False)["input_ids"]
    rows = np.stack([vectors[ids].mean(0) if ids else np.zeros(vectors.shape[1], np.float32) for ids in pieces])
    rows -= rows.mean(0)
    axes = np.linalg.svd(rows.T @ rows)[0][:, :WIDTH]
    rows = rows @ axes
    rows = rows / np.sqrt(np.mean(rows**2)) * LEXICAL_SPREAD
    return dict(zip(forms, rows.astype(np.float32)))


class Student(nn.Module):
    def __init__(self, model, lexical):
        super().__init__()
        self.encoder, self.head = Encoder(model, lexical), Head(WIDTH, hidden=128, pair=64, paths=PATHS, bend=F.relu)
        self.seen = {}

    def forward(self, examples):
        vectors, _ = self.encoder([example.forms for example in examples])
        batch = collate(examples)
        paths = torch.zeros(len(examples), batch["triggers"].shape[1], batch["ends"].shape[1], dtype=torch.long)
        for number, example in enumerate(examples):
            if id(example) not in self.seen:
                self.seen[id(example)] = torch.from_numpy(path_rows(example))
            rows = self.seen[id(example)]
            paths[number, : rows.shape[0], : rows.shape[1]] = rows
        batch["paths"] = paths
        return self.head(vectors, batch)
