"""The student's encoder: the tables and blocks of the parser, read back from `model.bin`, to be tuned for claims.

In come forms, out come vectors of 128 numbers. The parser's tables stay as they are, so that a form's input row is
computed once for both; blocks start as the parser's and move. A table of its own adds to the row what a pretrained
encoder knows of a word (`lexical`), which the parser never needed.
"""

import struct
import sys
import zlib
from pathlib import Path

import numpy as np
import torch
from torch import nn

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from model_file import read_table
from network import Gates, Window
from words import AFFIXES, UNKNOWN, affixes, lower, plain

WIDTH = 128


def sections(path):
    """{name: bytes} of a model file, as `crates/kg-nlp/src/network/file.rs` describes it; checksums are compared."""
    content = Path(path).read_bytes()
    if content[:8] != b"kg-model":
        raise SystemExit(f"{path} is no model file")
    _, count, _ = struct.unpack("<3I", content[8:20])
    found = {}
    for number in range(count):
        name, start, size, checksum = struct.unpack("<16s3I", content[20 + 28 * number : 48 + 28 * number])
        body = content[start : start + size]
        if zlib.crc32(body) != checksum:
            raise SystemExit(f"{path}: section {name!r} is damaged")
        found[name.rstrip(b"\0").decode()] = body
    return found


class Keys:
    """Numbers of strings by their CRC-32."""

    def __init__(self, content):
        (count,) = struct.unpack("<I", content[:4])
        first = 4 + 4 * 4097
        keys = np.frombuffer(content, "<u4", count, first)
        values = np.frombuffer(content, "<u2", count, first + 4 * count)
        self.numbers = dict(zip(keys.tolist(), values.tolist()))

    def get(self, text, otherwise):
        return self.numbers.get(zlib.crc32(text.encode()), otherwise)


def read_product(content):
    """Weights [outputs][inputs] and bias of a product."""
    inputs, outputs, step = struct.unpack("<2If", content[:12])
    scale = np.frombuffer(content, "<f4", outputs, 12)
    bias = np.frombuffer(content, "<f4", outputs, 12 + 4 * outputs)
    packed = np.frombuffer(content, np.int8, outputs * inputs, 12 + 8 * outputs).reshape(outputs // 16, inputs // 4, 16, 4)
    small = packed.transpose(0, 2, 1, 3).reshape(outputs, inputs).astype(np.float32)
    return torch.from_numpy(small * (scale / step)[:, None]), torch.from_numpy(bias.copy())


class Forms:
    """Input rows of forms, as the parser computes them."""

    def __init__(self, model):
        self.own_rows, self.vector_rows = Keys(model["own.keys"]), Keys(model["vec.keys"])
        self.own, self.vectors, self.affixes = (read_table(model[name]) for name in ("own", "vectors", "affixes"))
        self.firsts = np.cumsum([0] + [rows for _, rows in AFFIXES])[:-1]
        self.norm = np.frombuffer(model["input.norm"], "<f4").reshape(2, WIDTH)
        self.seen = {}

    def row(self, form):
        if form not in self.seen:
            row = self.own[self.own_rows.get(lower(form), UNKNOWN)] + self.vectors[self.vector_rows.get(plain(form).lower(), 0)]
            row = row + self.affixes[self.firsts + np.array(affixes(form))].sum(0)
            row = (row - row.mean()) / np.sqrt(row.var() + 1e-5)
            self.seen[form] = (row * self.norm[0] + self.norm[1]).astype(np.float32)
        return self.seen[form]


class Encoder(nn.Module):
    """`letters` names the blocks (`c` a window, `q` gates), `lexical` is {lower-cased form: row of 128 numbers}."""

    def __init__(self, path, lexical=None, drop=(0.1, 0.05)):
        super().__init__()
        model = sections(path)
        self.forms, self.rates = Forms(model), drop
        letters = next(line for line in model["labels"].decode().split("\n") if line.startswith("blocks\t")).split("\t")[1]
        self.blocks = nn.ModuleList()
        for number, letter in enumerate(letters):
            block = {"c": Window, "q": Gates}[letter](WIDTH)
            weights, bias = read_product(model[f"{number}.product"])
            with torch.no_grad():
                if letter == "q":
                    bias = bias.view(2, 3, block.side).clone()
                    bias[:, 1] -= 1
                    block.products.weight.copy_(weights)
                    block.products.bias.copy_(bias.view(-1))
                else:
                    block.products.weight.copy_(weights.view(WIDTH, 3, WIDTH).transpose(1, 2))
                    block.products.bias.copy_(bias)
                norm = np.frombuffer(model[f"{number}.norm"], "<f4").reshape(2, WIDTH).copy()
                block.norm.weight.copy_(torch.from_numpy(norm[0]))
                block.norm.bias.copy_(torch.from_numpy(norm[1]))
            self.blocks.append(block)
        self.lexical_rows = {word: number for number, word in enumerate(lexical or {}, 1)}
        self.lexical = None
        if lexical:
            self.lexical = nn.Embedding(len(lexical) + 1, WIDTH, padding_idx=0)
            with torch.no_grad():
                self.lexical.weight[1:] = torch.from_numpy(np.stack(list(lexical.values())))
        self.upos = read_product(model["heads"])

    def forward(self, sentences):
        """Vectors [sentence][token][128] of lists of forms, and the mask."""
        longest = max(len(forms) for forms in sentences)
        rows, mask = np.zeros((len(sentences), longest, WIDTH), np.float32), torch.zeros(len(sentences), longest)
        words = torch.zeros(len(sentences), longest, dtype=torch.long)
        for number, forms in enumerate(sentences):
            rows[number, : len(forms)] = [self.forms.row(form) for form in forms]
            mask[number, : len(forms)] = 1
            if self.lexical is not None:
                words[number, : len(forms)] = torch.tensor([self.lexical_rows.get(plain(form).lower(), 0) for form in forms])
        x = torch.from_numpy(rows)
        if self.lexical is not None:
            known = self.lexical(words)
            if self.training:
                known = known * (torch.rand(words.shape) >= 0.1)[:, :, None]
            x = x + known
        x = self.drop(x, self.rates[0]) * mask[:, :, None]
        for block in self.blocks:
            x = self.drop(block(x, mask), self.rates[1])
        return x, mask

    def drop(self, x, rate):
        """Dropout with one mask for a whole sentence."""
        if not self.training or rate == 0:
            return x
        return x * (torch.rand(x.shape[0], 1, x.shape[2]) >= rate).float() / (1 - rate)
